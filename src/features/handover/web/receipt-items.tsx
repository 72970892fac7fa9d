import { Button } from '@mantine/core';
import { useRef, useState } from 'react';
import type { Output } from '#kernel/contract.ts';
import { call } from '#web/api.ts';
import { type Column, DataTable } from '#web/ui/data-table.tsx';
import { Panel } from '#web/ui/panel.tsx';
import { TimeText } from '#web/ui/time-text.tsx';
import { useAttempt } from '#web/use-attempt.ts';
import { handoverWords } from '#web/words/handover.ts';
import { ListReceiptItems } from '../contract.ts';
import css from './receipt-page.module.css';
import { labelOf } from './plan.ts';
import { addsUp, type Receipt } from './receipt-sums.ts';
import { placeNamed } from './receipt-tables.tsx';

const words = handoverWords.receipt.every;
type Items = Output<typeof ListReceiptItems>;
type Item = Items['items'][number];

const columnsOf = ({ leaver, at }: Receipt): Column<Item>[] => [
  { key: 'what', label: words.what, small: 'title', cell: ({ says }) => says ?? words.withheld },
  { key: 'kind', label: handoverWords.receipt.kind, cell: ({ kind }) => labelOf(kind) },
  { key: 'from', label: words.from, cell: () => leaver.name },
  { key: 'to', label: words.to, cell: ({ disposition, successor }) => placeNamed(disposition, successor ?? '') },
  { key: 'when', label: words.when, cell: () => <TimeText instant={at} /> },
  { key: 'back', label: words.back, cell: ({ backAt }) => backAt && <TimeText instant={backAt} /> },
];

/** The ledger item by item, read when it is asked for. */
export function ReceiptItems({ receipt }: { readonly receipt: Receipt }) {
  const [read, setRead] = useState<Items>();
  const panel = useRef<HTMLDivElement>(null);
  const { busy, setback, attempt } = useAttempt();
  const { moved } = addsUp(receipt);
  if (moved === 0) return null;
  const readOn = async () => {
    const { handoverId } = receipt;
    const answer = await attempt(() =>
      call(ListReceiptItems, { handoverId, ...(read?.next ? { after: read.next } : {}) }),
    );
    if (!answer?.ok) return;
    setRead({ ...answer.value, items: [...(read?.items ?? []), ...answer.value.items] });
    // The button that was pressed goes with the last page.
    if (!answer.value.next) panel.current?.focus({ preventScroll: true });
  };
  return (
    <div className={`${css.items} no-print`} ref={panel} tabIndex={-1}>
      <Panel flush title={words.title} id="items" lead={words.lead}>
        {read && (
          <DataTable
            label={words.label}
            columns={columnsOf(receipt)}
            rows={read.items}
            rowKey={({ kind, itemId }) => `${kind} ${itemId}`}
            rowName={({ says }) => says ?? words.withheld}
          />
        )}
        <div className={css.more}>
          {setback && <p role="alert">{setback.says}</p>}
          {read && read.closed > 0 && <p className="small dim">{words.closed(read.closed)}</p>}
          {(!read || read.next) && (
            <Button size="compact-sm" variant="default" aria-busy={busy} onClick={() => !busy && void readOn()}>
              {read ? words.more : words.show(moved)}
            </Button>
          )}
        </div>
      </Panel>
    </div>
  );
}
