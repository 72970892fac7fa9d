import { useMay } from '#web/session.ts';
import { type Column, DataTable } from '#web/ui/data-table.tsx';
import { ForWhom } from '#web/ui/for-whom.tsx';
import { Tag } from '#web/ui/tag.tsx';
import { TimeText } from '#web/ui/time-text.tsx';
import { letterWords as words } from '#web/words/letters.ts';
import { listName, NameCell, PersonCell, takingColumn } from '../../work/web/public.tsx';
import type { Folder, LetterStatus, LetterSummary } from '../contract.ts';

/** What needs a hand is loud, what is settled quiet. */
export const LetterState = ({ status }: { readonly status: LetterStatus }) => (
  <Tag tone={status === 'sent' ? 'ok' : status === 'to-sign' ? 'warn' : 'plain'}>{words.statuses[status]}</Tag>
);

const letter: Column<LetterSummary> = {
  key: 'letter',
  label: words.columns.letter,
  small: 'title',
  cell: ({ letterId, subject, cameFrom, holder: whose }) => (
    <NameCell to={`/letters/${letterId}`} name={subject} cameFrom={cameFrom}>
      <ForWhom kind="letter" holder={whose} />
    </NameCell>
  ),
};
const to: Column<LetterSummary> = {
  key: 'to',
  label: words.columns.to,
  cell: ({ recipient, organization }) => [recipient, organization].filter(Boolean).join(', '),
};
const patient: Column<LetterSummary> = {
  key: 'patient',
  label: words.columns.patient,
  cell: (row) => listName(row.patient),
};
const author: Column<LetterSummary> = {
  key: 'author',
  label: words.columns.author,
  small: 'hide',
  cell: (row) => <PersonCell person={row.author} />,
};
const holder: Column<LetterSummary> = {
  key: 'holder',
  label: words.columns.holder,
  small: 'hide',
  cell: (row) => !settled.includes(row.status) && <PersonCell person={row.holder} />,
};
const status: Column<LetterSummary> = {
  key: 'status',
  label: words.columns.status,
  width: 120,
  small: 'side',
  cell: (row) => <LetterState status={row.status} />,
};
const made: Column<LetterSummary> = {
  key: 'made',
  label: words.columns.made,
  width: 150,
  cell: ({ madeAt }) => <TimeText instant={madeAt} />,
};

const settled: readonly LetterStatus[] = ['sent', 'withdrawn'];
const columns: Readonly<Record<Folder, readonly Column<LetterSummary>[]>> = {
  open: [letter, to, patient, author, status, made],
  pool: [letter, to, patient, author, status, made],
  all: [letter, to, patient, holder, status, made],
};

interface LettersTableProps {
  readonly letters: readonly LetterSummary[];
  readonly folder: Folder;
  readonly busy: boolean;
  readonly onTake: (letter: LetterSummary) => void;
}

/** One page of letters. */
export function LettersTable({ letters, folder, busy, onTake }: LettersTableProps) {
  const may = useMay();
  const taking = folder === 'pool' && may('letters.take-letter');
  const nameOf = ({ subject, ...row }: LetterSummary) => `${subject}, ${listName(row.patient)}`;
  return (
    <DataTable
      label={words.title}
      columns={taking ? [...columns.pool, takingColumn({ busy, nameOf, onTake })] : columns[folder]}
      rows={letters}
      rowKey={({ letterId }) => letterId}
      rowName={nameOf}
      quiet={(row) => folder === 'all' && settled.includes(row.status)}
    />
  );
}
