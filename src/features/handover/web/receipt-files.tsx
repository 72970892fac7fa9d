import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { callForFile } from '#web/api.ts';
import { saveFile } from '#web/save-file.ts';
import { useMay } from '#web/session.ts';
import { dayOf } from '#web/ui/calendar.ts';
import { useClinic } from '#web/ui/clinic-context.ts';
import { handoverWords } from '#web/words/handover.ts';
import { sayRefusal } from '#web/words/refusals.ts';
import { MakeReceipt } from '../receipt-contract.ts';
import type { Receipt } from './receipt-sums.ts';

const words = handoverWords.receipt;
const formats = ['csv', 'pdf'] as const;

interface ReceiptFilesProps {
  readonly receipt: Receipt;
  readonly onFailed: (why: string | undefined) => void;
}

/** The receipt for the file with every item, in either form. */
export function ReceiptFiles({ receipt: { handoverId, leaver, at }, onFailed }: ReceiptFilesProps) {
  const may = useMay()('handover.make-receipt');
  const { timeZone } = useClinic();
  const [making, setMaking] = useState<(typeof formats)[number]>();
  if (!may) return null;
  const take = async (format: (typeof formats)[number]) => {
    onFailed(undefined);
    setMaking(format);
    try {
      const answer = await callForFile(MakeReceipt, { handoverId, format });
      if (answer.ok) saveFile(words.file(leaver.name, dayOf(at, timeZone), format), answer.value);
      else onFailed(sayRefusal(answer.code, answer.facts));
    } catch {
      onFailed(words.away);
    } finally {
      setMaking(undefined);
    }
  };
  return formats.map((format) => (
    <Button
      key={format}
      variant="default"
      leftSection={<IconDownload size={16} aria-hidden />}
      aria-busy={making === format}
      onClick={() => making === undefined && void take(format)}
    >
      {making === format ? words.making : words[format]}
    </Button>
  ));
}
