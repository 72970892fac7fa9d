import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Output } from '#kernel/contract.ts';
import { call } from '#web/api.ts';
import { type Column, DataTable } from '#web/ui/data-table.tsx';
import { Panel } from '#web/ui/panel.tsx';
import { TimeText } from '#web/ui/time-text.tsx';
import { useAttempt } from '#web/use-attempt.ts';
import { handoverWords } from '#web/words/handover.ts';
import { ListCancelled } from '../receipt-contract.ts';
import css from './kept-plan.module.css';
import type { Receipt } from './receipt-sums.ts';

const words = handoverWords.receipt.cancelledVisits;
type Cancelled = Output<typeof ListCancelled>;
type Item = Cancelled['items'][number];

const columns: Column<Item>[] = [
  { key: 'name', label: words.patient, small: 'title', cell: ({ name }) => name ?? words.withheld },
  { key: 'at', label: words.visit, cell: ({ startsAt }) => startsAt && <TimeText instant={startsAt} /> },
  { key: 'phone', label: words.phone, cell: ({ phone }) => phone },
];

/** The patients whose visits were cancelled and who have not been written to. */
export function ToCall({ receipt, cancelled }: { readonly receipt: Receipt; readonly cancelled: Cancelled }) {
  const [read, setRead] = useState(cancelled);
  const { busy, setback, attempt } = useAttempt();
  if (cancelled.told + cancelled.toCall === 0) return null;
  const more = async (after: string) => {
    const answer = await attempt(() => call(ListCancelled, { handoverId: receipt.handoverId, after }));
    if (answer?.ok) setRead({ ...answer.value, items: [...read.items, ...answer.value.items] });
  };
  const { next } = read;
  return (
    <Panel flush title={words.title} id="cancelled" lead={words.told(cancelled.told, cancelled.toCall)}>
      {read.items.length > 0 && (
        <DataTable
          label={words.label}
          columns={columns}
          rows={read.items}
          rowKey={({ itemId }) => itemId}
          rowName={({ name }) => name ?? words.withheld}
        />
      )}
      {(next || setback) && (
        <div className={css.more}>
          {setback && <p role="alert">{setback.says}</p>}
          {next && (
            <Button size="compact-sm" variant="default" aria-busy={busy} onClick={() => !busy && void more(next)}>
              {words.more}
            </Button>
          )}
        </div>
      )}
    </Panel>
  );
}
