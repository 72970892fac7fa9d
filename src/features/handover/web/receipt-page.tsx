import { Button } from '@mantine/core';
import { IconDownload, IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import { type LoaderFunctionArgs, useLoaderData } from 'react-router';
import type { Id } from '#kernel/brand.ts';
import { call } from '#web/api.ts';
import { load } from '#web/load.ts';
import { saveFile } from '#web/save-file.ts';
import { useMay } from '#web/session.ts';
import { dayOf } from '#web/ui/calendar.ts';
import { useClinic } from '#web/ui/clinic-context.ts';
import { Notice } from '#web/ui/notice.tsx';
import { PageHeader } from '#web/ui/page-header.tsx';
import { StatusBadge } from '#web/ui/status-badge.tsx';
import { handoverWords } from '#web/words/handover.ts';
import { sayRefusal } from '#web/words/refusals.ts';
import { ReadDeparture, ReadReceipt } from '../contract.ts';
import { csvOf, readItems } from './receipt-csv.ts';
import css from './receipt-page.module.css';
import { ReceiptPaper } from './receipt-paper.tsx';
import { addsUp, type Receipt } from './receipt-sums.ts';

const words = handoverWords.receipt;

export async function loader({ params, request }: LoaderFunctionArgs) {
  const receipt = await load(ReadReceipt, { handoverId: params['handoverId'] as Id<'handover'> }, request);
  const departure = await call(ReadDeparture, { userId: receipt.leaver.userId }, { signal: request.signal });
  // Of a later departure, or for a reader who may not know: the receipt stands without it.
  const same = departure.ok && departure.value.handoverId === receipt.handoverId;
  return { receipt, departure: same ? departure.value : undefined };
}

/** What moved to whom, on one page for the file. */
export function ReceiptPage() {
  const { receipt, departure } = useLoaderData<typeof loader>();
  const { leaver } = receipt;
  const [failed, setFailed] = useState<string>();
  return (
    <div className={css.page}>
      <div className="no-print">
        <PageHeader
          title={leaver.deactivated ? words.title(leaver.name) : words.titleBack(leaver.name)}
          crumbs={[{ to: '/admin/users', label: handoverWords.manageUsers }]}
          beside={<StatusBadge status={leaver.deactivated ? 'inactive' : 'active'} />}
          actions={
            <>
              <DownloadButton receipt={receipt} onFailed={setFailed} />
              <Button leftSection={<IconPrinter size={16} aria-hidden />} onClick={() => print()}>
                {words.print}
              </Button>
            </>
          }
        />
        <div className={css.notices}>
          <Sums receipt={receipt} />
          {failed && (
            <Notice tone="bad" title={words.csvFailed}>
              {failed}
            </Notice>
          )}
        </div>
      </div>
      <ReceiptPaper receipt={receipt} departure={departure} />
    </div>
  );
}

/** Whether it adds up, in words. */
function Sums({ receipt }: { readonly receipt: Receipt }) {
  const { before, moved, even, whole } = addsUp(receipt);
  const { leaver, leftNow } = receipt;
  if (!whole) {
    return (
      <Notice tone="warn" title={words.wrong}>
        {words.wrongWhy(before, moved, leaver.deactivated ? leftNow : before - moved, leaver.name)}
      </Notice>
    );
  }
  if (even && !leaver.deactivated && leftNow > 0) {
    return (
      <Notice tone="info" title={words.activeAgain(leaver.name)}>
        {words.activeAgainWhy(before, moved, leftNow, leaver.name)}
      </Notice>
    );
  }
  return (
    <Notice tone="ok" title={before === 0 ? words.nothingToMove : words.allDone}>
      {words.adds(before, moved)}
    </Notice>
  );
}

interface DownloadButtonProps {
  readonly receipt: Receipt;
  readonly onFailed: (why: string | undefined) => void;
}

function DownloadButton({ receipt: { handoverId, leaver, at }, onFailed }: DownloadButtonProps) {
  const may = useMay()('handover.list-receipt-items');
  const { timeZone } = useClinic();
  const [read, setRead] = useState<number>();
  if (!may) return null;
  const download = async () => {
    onFailed(undefined);
    setRead(0);
    try {
      const items = await readItems(handoverId, setRead);
      if ('code' in items) onFailed(sayRefusal(items.code, items.facts));
      else
        saveFile(
          words.file(leaver.name, dayOf(at, timeZone)),
          new Blob([csvOf(items)], { type: 'text/csv;charset=utf-8' }),
        );
    } catch {
      onFailed(words.away);
    } finally {
      setRead(undefined);
    }
  };
  return (
    <Button
      variant="default"
      leftSection={<IconDownload size={16} aria-hidden />}
      aria-busy={read !== undefined}
      onClick={() => read === undefined && void download()}
    >
      {read === undefined ? words.csv : words.csvBusy(read)}
    </Button>
  );
}
