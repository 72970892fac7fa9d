import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import { callForFile } from '#web/api.ts';
import { saveFile } from '#web/save-file.ts';
import { dayOf } from '#web/ui/calendar.ts';
import { useClinic } from '#web/ui/clinic-context.ts';
import { prescriptionWords } from '#web/words/prescriptions.ts';
import { sayRefusal } from '#web/words/refusals.ts';
import { type PrescriptionRead, PrintPrescription } from '../contract.ts';

const words = prescriptionWords.read;

interface PrintButtonProps {
  readonly prescription: PrescriptionRead;
  readonly onFailed: (why: string | undefined) => void;
}

/** Takes the signed prescription out as PDF, to print or to fax. */
export function PrintButton({ prescription, onFailed }: PrintButtonProps) {
  const { prescriptionId, patient, signedAt, writtenAt } = prescription;
  const { timeZone } = useClinic();
  const [making, setMaking] = useState(false);
  const take = async () => {
    onFailed(undefined);
    setMaking(true);
    try {
      const answer = await callForFile(PrintPrescription, { prescriptionId });
      const day = dayOf(signedAt ?? writtenAt, timeZone);
      if (answer.ok) saveFile(words.file(patient.demographicNumber, day), answer.value);
      else onFailed(sayRefusal(answer.code, answer.facts));
    } catch {
      onFailed(words.away);
    } finally {
      setMaking(false);
    }
  };
  return (
    <Button
      leftSection={<IconPrinter size={16} aria-hidden />}
      aria-busy={making}
      onClick={() => !making && void take()}
    >
      {making ? words.printing : words.print}
    </Button>
  );
}
