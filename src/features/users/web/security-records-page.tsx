import { Link } from 'react-router';
import type { Column } from '#web/ui/data-table.tsx';
import { StatusBadge } from '#web/ui/status-badge.tsx';
import { TimeText } from '#web/ui/time-text.tsx';
import { userRecordWords } from '#web/words/user-records.ts';
import { userWords } from '#web/words/users.ts';
import type { UserLine } from '../contract.ts';
import { RecordSearch, searching } from './record-search.tsx';
import css from './record-search.module.css';

const words = userRecordWords.records;

// Also of those who have left: credentials that lie there are to be seen, and can be deleted.
export const loader = searching({ status: 'all', hasCredentials: true });

const columns: readonly Column<UserLine>[] = [
  {
    key: 'username',
    label: words.columns.username,
    width: 220,
    small: 'title',
    cell: ({ userId, username }) => (
      <Link className={css.link} to={`/admin/security-records/${userId}`}>
        {username ?? words.security.noUsername}
      </Link>
    ),
  },
  {
    key: 'name',
    label: words.columns.name,
    cell: ({ lastName, firstName }) => userWords.lastFirst(lastName, firstName),
  },
  { key: 'number', label: words.columns.number, width: 110, cell: ({ userNumber }) => userNumber },
  {
    key: 'last-sign-in',
    label: words.columns.lastSignIn,
    width: 160,
    small: 'hide',
    cell: ({ lastSignInAt }) => (lastSignInAt ? <TimeText instant={lastSignInAt} /> : userWords.manage.never),
  },
  {
    key: 'status',
    label: words.columns.status,
    width: 130,
    small: 'side',
    cell: ({ status }) => <StatusBadge status={status} />,
  },
];

/** What people sign in with: found by user name or number, opened by its user name. */
export const SecurityRecordsPage = () => <RecordSearch {...words.security} columns={columns} />;
