import { type Column, DataTable } from '#web/ui/data-table.tsx';
import { Panel } from '#web/ui/panel.tsx';
import { TimeText } from '#web/ui/time-text.tsx';
import { reachWords } from '#web/words/reach.ts';
import type { Reach } from '../contract.ts';
import css from './reach.module.css';

const words = reachWords.reach;
type Line = Reach['blocks'][number];

const columns: Column<Line>[] = [
  {
    key: 'set',
    label: words.blockColumns.set,
    small: 'title',
    cell: ({ set, reason }) => (
      <span className={css.lines}>
        <b>{set}</b>
        {reason && <span className="small dim">{reason}</span>}
      </span>
    ),
  },
  {
    key: 'patients',
    label: words.blockColumns.patients,
    width: 110,
    small: 'side',
    cell: ({ patients }) => <span className="num nowrap">{reachWords.patients(patients)}</span>,
  },
  {
    key: 'since',
    label: words.blockColumns.since,
    width: 190,
    cell: ({ laidAt, laidBy }) => (
      <span className={css.lines}>
        <TimeText instant={laidAt} />
        {laidBy && <span className="small dim">{reachWords.block.laidBy(laidBy)}</span>}
      </span>
    ),
  },
  {
    key: 'until',
    label: words.blockColumns.until,
    width: 150,
    cell: ({ endsAt }) =>
      endsAt ? (
        <>
          <span className="small dim">{reachWords.block.until}</span> <TimeText instant={endsAt} within />
        </>
      ) : (
        reachWords.block.open
      ),
  },
  {
    key: 'terms',
    label: words.blockColumns.terms,
    cell: (block) => <span className="small">{reachWords.block.terms(block).join(', ')}</span>,
  },
];

interface BlockPanelProps {
  readonly blocks: readonly Line[];
  readonly past: boolean;
}

/** The blocks that hold, in their terms, each with how many patients it closes. */
export const BlockPanel = ({ blocks, past }: BlockPanelProps) => (
  <Panel flush title={words.blocks(past)}>
    <DataTable
      label={words.blockTable}
      columns={columns}
      rows={blocks}
      rowKey={({ blockId }) => blockId}
      rowName={({ set }) => set}
    />
  </Panel>
);
