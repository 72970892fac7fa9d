import { Link } from 'react-router';
import type { Column } from '#web/ui/data-table.tsx';
import { StatusBadge } from '#web/ui/status-badge.tsx';
import { userRecordWords } from '#web/words/user-records.ts';
import { userWords } from '#web/words/users.ts';
import type { UserLine } from '../contract.ts';
import { RecordSearch, searching } from './record-search.tsx';
import css from './record-search.module.css';

const words = userRecordWords.records;

export const loader = searching({ status: 'current' });

const columns: readonly Column<UserLine>[] = [
  {
    key: 'name',
    label: words.columns.name,
    width: 260,
    small: 'title',
    cell: ({ userId, lastName, firstName }) => (
      <Link className={css.link} to={`/admin/provider-roles/${userId}`}>
        {userWords.lastFirst(lastName, firstName)}
      </Link>
    ),
  },
  { key: 'type', label: words.columns.type, width: 120, cell: ({ type }) => userWords.types[type] },
  { key: 'roles', label: words.columns.roles, cell: ({ roles }) => roles.join(', ') },
  {
    key: 'status',
    label: words.columns.status,
    width: 130,
    small: 'side',
    cell: ({ status }) => <StatusBadge status={status} />,
  },
];

/** Whose roles: found by name or number, opened by the name. */
export const ProviderRolesPage = () => <RecordSearch {...words.roles} columns={columns} />;
