import { type Column as TableColumn, DataTable } from '#web/ui/data-table.tsx';
import { Panel } from '#web/ui/panel.tsx';
import { importWords } from '#web/words/import-users.ts';
import type { Column } from '../../import-columns.ts';
import type { Doubt, Flaw } from '../../import-contract.ts';
import css from './import-users.module.css';
import { labelOf } from './labels.ts';

const words = importWords.preview;

/** The row of the file; the word stands in the head of the table, and beside the number where there is no head. */
const Nth = ({ row }: { readonly row: number }) => (
  <span className={css.nth}>
    <span className={css.rowWord}>{words.row} </span>
    {row}
  </span>
);

interface TableProps {
  readonly all: number;
  /** Which row of the file each row is that was sent. */
  readonly numbers: readonly number[];
}

interface FlawLine extends Omit<Flaw, 'row' | 'otherRow'> {
  readonly row: number;
  readonly otherRow: number | null;
  readonly label: string;
}

const flawColumns: readonly TableColumn<FlawLine>[] = [
  { key: 'row', label: words.row, width: 70, small: 'side', cell: ({ row }) => <Nth row={row} /> },
  { key: 'user', label: words.user, width: 170, small: 'title', cell: ({ name }) => name || words.nameless },
  { key: 'column', label: words.column, width: 170, cell: ({ label }) => <b>{label}</b> },
  {
    key: 'value',
    label: words.value,
    width: 200,
    cell: ({ value }) =>
      value === '' ? <span className="dim">{words.empty}</span> : <span className={css.value}>{value}</span>,
  },
  { key: 'wrong', label: words.wrong, cell: (line) => importWords.flaw[line.flaw](line) },
];

/** Every cell that must be put right, and how. */
export function FlawTable({
  flaws,
  all,
  numbers,
  columns,
}: TableProps & { readonly flaws: readonly Flaw[]; readonly columns: readonly Column[] }) {
  const lines = flaws.map((flaw) => ({
    ...flaw,
    row: numbers[flaw.row] ?? flaw.row,
    otherRow: flaw.otherRow === null ? null : (numbers[flaw.otherRow] ?? flaw.otherRow),
    label: labelOf(columns.find(({ key }) => key === flaw.column) ?? { key: flaw.column }),
  }));
  return (
    <Panel title={words.flaws} lead={words.flawsLead} flush>
      {all > flaws.length && <p className={css.more}>{words.more(flaws.length, all)}</p>}
      <DataTable
        label={words.flawsTable}
        columns={flawColumns}
        rows={lines}
        rowKey={({ row, column, flaw, value }) => `${row} ${column} ${flaw} ${value}`}
        rowName={({ row, name }) => `${words.row} ${row} ${name}`}
      />
    </Panel>
  );
}

interface DoubtLine extends Doubt {
  readonly nth: number;
}

const doubtColumns: readonly TableColumn<DoubtLine>[] = [
  { key: 'row', label: words.row, width: 70, small: 'side', cell: ({ nth }) => <Nth row={nth} /> },
  { key: 'user', label: words.user, width: 240, small: 'title', cell: ({ name }) => name },
  { key: 'doubt', label: words.alike, cell: ({ doubt, otherRow }) => words.doubt[doubt](otherRow ?? 0) },
];

/** Rows that may be somebody who is here already. */
export function DoubtTable({ doubts, all, numbers }: TableProps & { readonly doubts: readonly Doubt[] }) {
  const lines = doubts.map((doubt) => ({
    ...doubt,
    nth: numbers[doubt.row] ?? doubt.row,
    otherRow: doubt.otherRow === null ? null : (numbers[doubt.otherRow] ?? doubt.otherRow),
  }));
  return (
    <Panel title={words.doubts} lead={words.doubtsLead} flush>
      {all > doubts.length && <p className={css.more}>{words.more(doubts.length, all)}</p>}
      <DataTable
        label={words.doubtsTable}
        columns={doubtColumns}
        rows={lines}
        rowKey={({ nth }) => String(nth)}
        rowName={({ name }) => name}
      />
    </Panel>
  );
}
