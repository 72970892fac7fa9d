import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, type LoaderFunctionArgs, useLoaderData } from 'react-router';
import type { Id } from '#kernel/brand.ts';
import { call } from '#web/api.ts';
import { load } from '#web/load.ts';
import { useMay } from '#web/session.ts';
import { Notice } from '#web/ui/notice.tsx';
import { PageHeader } from '#web/ui/page-header.tsx';
import { StatusBadge } from '#web/ui/status-badge.tsx';
import { handoverWords } from '#web/words/handover.ts';
import { workReturnWords } from '#web/words/work-return.ts';
import { ReadDeparture, ReadReceipt } from '../contract.ts';
import { ListCancelled, PreviewUndo } from '../receipt-contract.ts';
import { ReceiptFiles } from './receipt-files.tsx';
import css from './receipt-page.module.css';
import { ReceiptItems } from './receipt-items.tsx';
import { ReceiptPaper } from './receipt-paper.tsx';
import { addsUp, type Receipt } from './receipt-sums.ts';
import { ToCall } from './to-call.tsx';
import { UndoPanel } from './undo-panel.tsx';

const words = handoverWords.receipt;

export async function loader({ params, request }: LoaderFunctionArgs) {
  const receipt = await load(ReadReceipt, { handoverId: params['handoverId'] as Id<'handover'> }, request);
  const left = await call(ReadDeparture, { userId: receipt.leaver.userId }, { signal: request.signal });
  const { handoverId } = receipt;
  const [undo, cancelled] = await Promise.all([
    call(PreviewUndo, { handoverId }, { signal: request.signal }),
    call(ListCancelled, { handoverId }, { signal: request.signal }),
  ]);
  // Of a later departure, or for a reader who may not know: the receipt stands without it.
  const departure = left.ok ? left.value.departure : null;
  return {
    receipt,
    departure: departure?.handoverId === handoverId ? departure : undefined,
    undo: undo.ok ? undo.value : undefined,
    cancelled: cancelled.ok ? cancelled.value : undefined,
  };
}

/** What moved to whom, on one page for the file. */
export function ReceiptPage() {
  const { receipt, departure, undo, cancelled } = useLoaderData<typeof loader>();
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
              <ReturnLink receipt={receipt} />
              <ReceiptFiles receipt={receipt} onFailed={setFailed} />
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
          {undo && <UndoPanel receipt={receipt} undo={undo} />}
          {cancelled && <ToCall receipt={receipt} cancelled={cancelled} />}
        </div>
      </div>
      <ReceiptPaper receipt={receipt} departure={departure} />
      <ReceiptItems receipt={receipt} />
    </div>
  );
}

/** To where the work of somebody who has come back is taken back. */
const ReturnLink = ({ receipt: { handoverId, leaver } }: { readonly receipt: Receipt }) =>
  useMay()('handover.take-back-work') &&
  !leaver.deactivated && (
    <Button variant="default" component={Link} to={`/admin/handovers/${handoverId}/return`}>
      {workReturnWords.open}
    </Button>
  );

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
