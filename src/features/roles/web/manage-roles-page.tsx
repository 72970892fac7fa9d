import { Button } from '@mantine/core';
import { IconCopyPlus, IconListDetails, IconLock, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, type LoaderFunctionArgs, useLoaderData, useLocation, useNavigate } from 'react-router';
import { SetAccessButton } from '#features/patient-sets/web/public.tsx';
import { load } from '#web/load.ts';
import { useMay } from '#web/session.ts';
import { type Column, DataTable } from '#web/ui/data-table.tsx';
import { EmptyFace } from '#web/ui/faces.tsx';
import type { DoneState } from '#web/ui/leave-guard.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { PageHeader } from '#web/ui/page-header.tsx';
import { Panel } from '#web/ui/panel.tsx';
import { Tag } from '#web/ui/tag.tsx';
import { roleWords } from '#web/words/roles.ts';
import { uiWords } from '#web/words/ui.ts';
import { ListRoles, type RoleLine } from '../contract.ts';
import { CopyRoleDialog } from './copy-role-dialog.tsx';
import css from './manage-roles-page.module.css';

const words = roleWords.manage;

export const loader = ({ request }: LoaderFunctionArgs) => load(ListRoles, {}, request);

const columns = (mayRead: boolean, onCopy: ((role: RoleLine) => void) | undefined): Column<RoleLine>[] => [
  {
    key: 'role',
    label: words.columns.role,
    width: 230,
    small: 'title',
    cell: ({ name, system }) => (
      <span className={css.role}>
        <b>{name}</b>
        {system && <Tag icon={IconLock}>{words.system}</Tag>}
      </span>
    ),
  },
  {
    key: 'description',
    label: words.columns.description,
    cell: ({ description }) => <span className="dim">{description}</span>,
  },
  {
    key: 'users',
    label: words.columns.users,
    width: 76,
    align: 'right',
    small: 'side',
    cell: ({ users }) => <span className="num">{uiWords.number(users)}</span>,
  },
  {
    key: 'permissions',
    label: words.columns.permissions,
    width: 104,
    align: 'right',
    small: 'hide',
    cell: ({ permissions }) => <span className="num">{uiWords.number(permissions)}</span>,
  },
  {
    key: 'actions',
    label: words.columns.actions,
    width: 190,
    small: 'actions',
    cell: (role) => (
      <span className={css.actions}>
        {mayRead && (
          <Button
            size="compact-sm"
            variant="subtle"
            component={Link}
            to={`/admin/roles/${role.roleId}`}
            leftSection={<IconListDetails size={15} aria-hidden />}
            aria-label={words.detailsOf(role.name)}
          >
            {words.details}
          </Button>
        )}
        {onCopy && role.mayCopy && (
          <Button
            size="compact-sm"
            variant="subtle"
            leftSection={<IconCopyPlus size={15} aria-hidden />}
            aria-label={words.copyOf(role.name)}
            onClick={() => onCopy(role)}
          >
            {words.copy}
          </Button>
        )}
      </span>
    ),
  },
];

/** Manage Roles: what roles there are, how many have each, and the way to change them. */
export function ManageRolesPage() {
  const { roles } = useLoaderData<typeof loader>();
  const { state } = useLocation() as { state: Partial<DoneState> | null };
  const go = useNavigate();
  const may = useMay();
  const [copying, setCopying] = useState<RoleLine>();
  const [said, setSaid] = useState<string>();
  return (
    <div className="stack">
      <PageHeader
        title={words.title}
        lead={words.lead}
        actions={
          may('roles.create-role') && (
            <Button component={Link} to="/admin/roles/create" leftSection={<IconPlus size={16} aria-hidden />}>
              {words.create}
            </Button>
          )
        }
      />
      {(said ?? state?.done) && <Notice tone="ok" title={said ?? state?.done} />}
      <Panel flush>
        {roles.length === 0 ? (
          <EmptyFace title={words.empty}>{words.emptyWhy}</EmptyFace>
        ) : (
          <DataTable
            label={words.table}
            columns={columns(may('roles.read-role'), may('roles.copy-role') ? setCopying : undefined)}
            rows={roles}
            rowKey={({ roleId }) => roleId}
            rowName={({ name }) => name}
          />
        )}
        {may('patient-sets.lay-block') && (
          <div className={css.foot}>
            <SetAccessButton onDone={setSaid} />
            <span className="small dim">{words.setAccessWhy}</span>
          </div>
        )}
      </Panel>
      {copying && (
        <CopyRoleDialog
          role={copying}
          onClose={() => setCopying(undefined)}
          onDone={(roleId, name) => {
            const done: DoneState = { done: roleWords.copy.done(name) };
            void go(`/admin/roles/${roleId}`, { state: done });
          }}
        />
      )}
    </div>
  );
}
