import { Link } from 'react-router';
import type { Column } from '#web/ui/data-table.tsx';
import { StatusBadge } from '#web/ui/status-badge.tsx';
import { userRecordWords } from '#web/words/user-records.ts';
import { userWords } from '#web/words/users.ts';
import type { UserLine } from '../contract.ts';
import { RecordSearch, searching } from './record-search.tsx';
import { nameOf } from './user-draft.ts';
import css from './record-search.module.css';

const words = userRecordWords.records;

export const loader = searching({ status: 'all' });

const columns: readonly Column<UserLine>[] = [
  {
    key: 'id',
    label: words.columns.id,
    width: 120,
    small: 'side',
    cell: (user) => (
      <Link
        className={css.link}
        to={`/admin/provider-records/${user.userId}`}
        aria-label={`${user.userNumber}, ${words.provider.open(nameOf(user))}`}
      >
        {user.userNumber}
      </Link>
    ),
  },
  {
    key: 'name',
    label: words.columns.name,
    small: 'title',
    cell: ({ lastName, firstName }) => userWords.lastFirst(lastName, firstName),
  },
  { key: 'type', label: words.columns.type, width: 140, cell: ({ type }) => userWords.types[type] },
  { key: 'status', label: words.columns.status, width: 130, cell: ({ status }) => <StatusBadge status={status} /> },
];

/** Provider records: found by last name, opened by the provider ID. */
export const ProviderRecordsPage = () => <RecordSearch {...words.provider} columns={columns} />;
