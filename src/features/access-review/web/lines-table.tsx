import { Link } from 'react-router';
import type { Sort } from '#web/ui/data-table-sort.ts';
import { type Column, DataTable } from '#web/ui/data-table.tsx';
import { StatusBadge } from '#web/ui/status-badge.tsx';
import { Tag } from '#web/ui/tag.tsx';
import { TimeText } from '#web/ui/time-text.tsx';
import { accessReviewWords } from '#web/words/access-review.ts';
import type { Held, Line, Review } from '../contract.ts';
import css from './access-review.module.css';
import { DecisionCell } from './decision-cell.tsx';
import { type Decisions, decidable } from './use-decisions.ts';

const words = accessReviewWords.page;

function UserCell({ line }: { readonly line: Line }) {
  const { userId, name, type, userNumber, statusNow, permissions } = line;
  return (
    <span className={css.two}>
      <span className="row">
        <Link to={`/admin/users/${userId}`}>{name}</Link>
        {statusNow !== 'active' && <StatusBadge status={statusNow} />}
      </span>
      <span className="small dim">{words.number(type, userNumber)}</span>
      <span className="small dim">{words.permissions(permissions)}</span>
    </span>
  );
}

/** Names, with what came or went since the snapshot. */
function HeldCell({ held }: { readonly held: readonly Held[] }) {
  if (held.length === 0) return <span className="dim">{words.none}</span>;
  return (
    <span className={css.held}>
      {held.map(({ id, name, change }) => (
        <span key={id} data-change={change} className="nowrap">
          <span>{name}</span> {change !== 'same' && <Tag tone="warn">{words.changes[change]}</Tag>}
        </span>
      ))}
    </span>
  );
}

function BlocksCell({ line: { blocks, blocksBefore, blockedBy, state } }: { readonly line: Line }) {
  const open = state === 'undecided' || state === 'handed';
  const count = open ? blocks : blocksBefore;
  return (
    <span className={css.two}>
      <span>
        {words.blocks(count)}{' '}
        {open && blocks !== blocksBefore && <Tag tone="warn">{words.blocksWas(blocksBefore)}</Tag>}
      </span>
      {open && blockedBy.length > 0 && <span className="small dim">{words.blocksNamed(blockedBy, blocks)}</span>}
    </span>
  );
}

interface LinesTableProps {
  readonly review: Review;
  readonly sort: Sort;
  readonly onSort: (key: string) => void;
  readonly decisions: Decisions;
}

/** One page of lines. */
export function LinesTable({ review, sort, onSort, decisions }: LinesTableProps) {
  const columns: readonly Column<Line>[] = [
    {
      key: 'name',
      label: words.columns.user,
      sortable: true,
      small: 'title',
      cell: (line) => <UserCell line={line} />,
    },
    { key: 'roles', label: words.columns.roles, width: 150, cell: ({ roles }) => <HeldCell held={roles} /> },
    ...(review.multisite
      ? [
          {
            key: 'sites',
            label: words.columns.sites,
            width: 150,
            cell: ({ sites }: Line) => <HeldCell held={sites} />,
          },
        ]
      : []),
    {
      key: 'last-sign-in',
      label: words.columns.lastSignIn,
      sortable: true,
      width: 118,
      cell: ({ lastSignInAt }) => (lastSignInAt ? <TimeText instant={lastSignInAt} /> : words.never),
    },
    {
      key: 'blocks',
      label: words.columns.blocks,
      width: 84,
      small: 'hide',
      cell: (line) => <BlocksCell line={line} />,
    },
    {
      key: 'decision',
      label: words.columns.decision,
      width: 220,
      small: 'actions',
      cell: (line) => <DecisionCell line={line} review={review} decisions={decisions} />,
    },
  ];
  // Several at once only where all of them can be decided here and now.
  const choosing = review.lines.every((line) => decidable(line, review));
  return (
    <DataTable
      label={words.table}
      columns={columns}
      rows={review.lines}
      rowKey={({ userId }) => userId}
      rowName={({ name }) => name}
      sort={sort}
      onSort={onSort}
      {...(choosing ? { selected: decisions.chosen, onSelect: decisions.choose } : {})}
    />
  );
}
