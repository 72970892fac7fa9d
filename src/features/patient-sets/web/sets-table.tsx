import { Link } from 'react-router';
import { dayOf, formatDay } from '#web/ui/calendar.ts';
import { useClinic } from '#web/ui/clinic-context.ts';
import type { Sort } from '#web/ui/data-table-sort.ts';
import { type Column, DataTable } from '#web/ui/data-table.tsx';
import { Tag } from '#web/ui/tag.tsx';
import { patientSetWords } from '#web/words/patient-sets.ts';
import { uiWords } from '#web/words/ui.ts';
import type { SetLine } from '../contract.ts';
import css from './patient-sets.module.css';

const words = patientSetWords.list;
const MOST_NAMED = 3;

function Since({ set: { since, versionNumber } }: { readonly set: SetLine }) {
  const { timeZone, locale } = useClinic();
  return (
    <span className={css.two}>
      <span className="nowrap">{formatDay(dayOf(since, timeZone), locale)}</span>
      <span className="small dim">{words.version(versionNumber)}</span>
    </span>
  );
}

function Blocked({ set: { blocked } }: { readonly set: SetLine }) {
  if (blocked.length === 0) return <span className="dim">{words.nobody}</span>;
  const more = blocked.length - MOST_NAMED;
  return [...blocked.slice(0, MOST_NAMED).map(({ name }) => name), ...(more > 0 ? [words.more(more)] : [])].join(', ');
}

const columns: readonly Column<SetLine>[] = [
  {
    key: 'name',
    label: words.columns.name,
    sortable: true,
    small: 'title',
    cell: ({ setId, name, keptUpToDate, concernsYou, reviewDue }) => (
      <span className={css.two}>
        <span className={css.name}>
          <Link to={`/admin/patient-sets/${setId}`}>{name}</Link>
        </span>
        {(keptUpToDate || concernsYou || reviewDue) && (
          <span className={css.marks}>
            {keptUpToDate && <Tag tone="brand">{words.kept}</Tag>}
            {reviewDue && <Tag tone="warn">{words.reviewDue}</Tag>}
            {concernsYou && <Tag tone="warn">{words.concerns}</Tag>}
          </span>
        )}
      </span>
    ),
  },
  {
    key: 'members',
    label: words.columns.members,
    width: 104,
    align: 'right',
    sortable: true,
    small: 'side',
    cell: ({ members }) => <span className="num">{uiWords.number(members)}</span>,
  },
  {
    key: 'since',
    label: words.columns.since,
    width: 124,
    sortable: true,
    small: 'hide',
    cell: (set) => <Since set={set} />,
  },
  {
    key: 'from',
    label: words.columns.madeFrom,
    cell: (set) => (
      <span className={css.two}>
        <span>{words.madeFrom(set)}</span>
        {set.madeBy && <span className="small dim">{words.by(set.madeBy.name)}</span>}
      </span>
    ),
  },
  { key: 'blocked', label: words.columns.blocked, sortable: true, cell: (set) => <Blocked set={set} /> },
];

interface SetsTableProps {
  readonly sets: readonly SetLine[];
  readonly sort: Sort;
  readonly onSort: (key: string) => void;
}

export const SetsTable = ({ sets, sort, onSort }: SetsTableProps) => (
  <DataTable
    label={words.table}
    columns={columns}
    rows={sets}
    rowKey={({ setId }) => setId}
    rowName={({ name }) => name}
    sort={sort}
    onSort={onSort}
  />
);
