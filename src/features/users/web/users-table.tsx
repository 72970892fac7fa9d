import { Link } from 'react-router';
import { useSession } from '#web/session.ts';
import type { Sort } from '#web/ui/data-table-sort.ts';
import { formatDay } from '#web/ui/calendar.ts';
import { type ClinicTime, useClinic } from '#web/ui/clinic-context.ts';
import { type Column, DataTable } from '#web/ui/data-table.tsx';
import { StatusBadge } from '#web/ui/status-badge.tsx';
import { Tag } from '#web/ui/tag.tsx';
import { sayTimeWithin, TimeText } from '#web/ui/time-text.tsx';
import { userWords } from '#web/words/users.ts';
import type { UserLine } from '../contract.ts';
import css from './manage-users-page.module.css';
import { RowActions } from './row-actions.tsx';
import type { Waiting } from './waiting-notice.tsx';

const words = userWords.manage;

/** A user with the open work that waits with them while they are locked. */
interface Row extends UserLine {
  readonly waitingItems: number;
}

/** What is unusual about a user, in a few words; nothing for most. */
function noteOf(
  { status, heldUntil, lastDayAt, awayUntil, hasCredentials, waitingItems }: Row,
  clinic: ClinicTime,
): string | undefined {
  if (waitingItems > 0) return words.stillHolds(waitingItems);
  if (lastDayAt) return words.lastDay(sayTimeWithin(lastDayAt, clinic));
  if (heldUntil) return words.held;
  if (awayUntil) return words.awayUntil(formatDay(awayUntil, clinic.locale));
  return !hasCredentials && status !== 'inactive' ? words.noCredentials : undefined;
}

function UserName({ user }: { readonly user: Row }) {
  const own = useSession().userId === user.userId;
  const note = noteOf(user, useClinic());
  return (
    <span className={css.name}>
      <span>
        <Link to={`/admin/users/${user.userId}`}>
          {user.lastName}, {user.firstName}
        </Link>
        {own && (
          <>
            {' '}
            <Tag tone="brand">{words.you}</Tag>
          </>
        )}
      </span>
      {note && <span className={css.note}>{note}</span>}
    </span>
  );
}

const Few = ({ of }: { readonly of: readonly string[] }) =>
  of.length > 0 ? of.join(', ') : <span className="dim">{userWords.none}</span>;

const columns: readonly Column<Row>[] = [
  { key: 'name', label: words.columns.name, sortable: true, small: 'title', cell: (user) => <UserName user={user} /> },
  {
    key: 'number',
    label: words.columns.number,
    sortable: true,
    width: 58,
    small: 'hide',
    cell: ({ userNumber }) => userNumber,
  },
  { key: 'type', label: words.columns.type, sortable: true, width: 100, cell: ({ type }) => userWords.types[type] },
  {
    key: 'speciality',
    label: words.columns.speciality,
    sortable: true,
    width: 104,
    small: 'hide',
    cell: ({ speciality }) => speciality,
  },
  { key: 'team', label: words.columns.team, sortable: true, width: 66, small: 'hide', cell: ({ team }) => team },
  { key: 'roles', label: words.columns.roles, width: 90, small: 'hide', cell: ({ roles }) => <Few of={roles} /> },
  { key: 'sites', label: words.columns.sites, width: 66, cell: ({ sites }) => <Few of={sites} /> },
  {
    key: 'status',
    label: words.columns.status,
    sortable: true,
    width: 104,
    small: 'side',
    cell: ({ status }) => <StatusBadge status={status} />,
  },
  {
    key: 'last-sign-in',
    label: words.columns.lastSignIn,
    sortable: true,
    width: 118,
    cell: ({ lastSignInAt }) => (lastSignInAt ? <TimeText instant={lastSignInAt} /> : words.never),
  },
  {
    key: 'actions',
    label: words.columns.actions,
    width: 136,
    small: 'actions',
    cell: (user) => <RowActions user={user} />,
  },
];

interface UsersTableProps {
  readonly users: readonly UserLine[];
  readonly waiting: Waiting;
  readonly sort: Sort;
  readonly onSort: (key: string) => void;
  /** Users who are selected, on this page and on others. */
  readonly selected?: ReadonlySet<string>;
  readonly onSelect?: (userIds: ReadonlySet<string>) => void;
}

/** One page of users. */
export function UsersTable({ users, waiting, sort, onSort, selected, onSelect }: UsersTableProps) {
  const itemsOf = new Map(waiting.map(({ userId, items }) => [userId, items]));
  return (
    <DataTable
      label={words.table}
      columns={columns}
      rows={users.map((user) => ({ ...user, waitingItems: itemsOf.get(user.userId) ?? 0 }))}
      rowKey={({ userId }) => userId}
      rowName={({ firstName, lastName }) => `${firstName} ${lastName}`}
      sort={sort}
      onSort={onSort}
      {...(selected && onSelect ? { selected, onSelect } : {})}
      quiet={({ status }) => status === 'inactive'}
    />
  );
}
