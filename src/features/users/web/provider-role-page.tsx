import { Button } from '@mantine/core';
import { useState } from 'react';
import { Link, type LoaderFunctionArgs, useLoaderData, useRevalidator } from 'react-router';
import type { Id } from '#kernel/brand.ts';
import type { Input } from '#kernel/contract.ts';
import { call } from '#web/api.ts';
import { load } from '#web/load.ts';
import { useMay } from '#web/session.ts';
import { Notice } from '#web/ui/notice.tsx';
import { PageHeader } from '#web/ui/page-header.tsx';
import { Panel } from '#web/ui/panel.tsx';
import { StatusBadge } from '#web/ui/status-badge.tsx';
import { userRecordWords } from '#web/words/user-records.ts';
import { userWords } from '#web/words/users.ts';
import { ReadUser, ReadUserChoices, UpdateUser, type UserRecord } from '../contract.ts';
import { ChangeRoles } from '../bulk-contract.ts';
import { DeleteRoleDialog } from './delete-role-dialog.tsx';
import { PickList } from './pick-list.tsx';
import { roleSays } from './role-says.ts';
import { SetbackNotice } from '#web/ui/setback-notice.tsx';
import { useAttempt } from '#web/use-attempt.ts';
import { nameOf } from './user-draft.ts';
import css from './provider-role-page.module.css';

const words = userRecordWords.records.roles;
const labels = userWords.form;

export async function loader({ request, params }: LoaderFunctionArgs) {
  const userId = params['userId'] as Id<'user'>;
  const [user, choices] = await Promise.all([load(ReadUser, { userId }, request), load(ReadUserChoices, {}, request)]);
  return { user, choices };
}

/** The record as it is, with these roles; whatever else there is of it stays. */
function withRoles(user: UserRecord, roleIds: Id<'role'>[]): Input<typeof UpdateUser> {
  const { userId, version, lastName, firstName, type, speciality } = user;
  const { address, homePhone, workPhone, cellPhone, fax, contactEmail } = user;
  const siteIds = user.sites.map(({ id }) => id as Id<'site'>);
  const contact = { address, homePhone, workPhone, cellPhone, fax, contactEmail };
  return { userId, version, lastName, firstName, type, speciality, ...contact, siteIds, roleIds };
}

interface AssignedProps {
  readonly user: UserRecord;
  readonly saysOf: (roleId: string) => string | undefined;
  readonly onDelete: (role: { readonly id: string; readonly name: string }) => void;
}

/** A line for each role, each with its own Delete; the last one says why it stays. */
function Assigned({ user, saysOf, onDelete }: AssignedProps) {
  const name = nameOf(user);
  const may = useMay();
  const isLast = user.roles.length === 1;
  return (
    <Panel title={words.assigned}>
      <ul className={css.roles}>
        {user.roles.map((role) => (
          <li key={role.id}>
            <span>
              <b>{role.name}</b>
              <span className="small dim">{saysOf(role.id)}</span>
            </span>
            {may(ChangeRoles.name) && (
              <Button
                variant="default"
                size="xs"
                aria-label={words.deleteNamed(role.name)}
                onClick={() => onDelete(role)}
                disabled={isLast}
                aria-describedby={isLast ? 'last-role' : undefined}
              >
                {words.delete}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {isLast && (
        <div className={css.last} id="last-role">
          <Notice
            title={words.last(name)}
            action={
              may('handover.deactivate-user') && (
                <Button size="xs" variant="default" component={Link} to={`/admin/users/${user.userId}/deactivate`}>
                  {labels.toDeactivate}
                </Button>
              )
            }
          />
        </div>
      )}
    </Panel>
  );
}

/** Assign Role to Provider: the roles of one user, added one by one, and deleted once it has been seen what that takes. */
export function ProviderRolePage() {
  const { user, choices } = useLoaderData<typeof loader>();
  const { revalidate } = useRevalidator();
  const [said, setSaid] = useState<string>();
  const [deleting, setDeleting] = useState<{ readonly roleId: Id<'role'>; readonly name: string }>();
  const { attempt, busy, setback } = useAttempt();
  const name = nameOf(user);
  const held = user.roles.map(({ id }) => id as Id<'role'>);
  const roleOf = (id: string) => choices.roles.find(({ roleId }) => roleId === id);
  const save = async (roleIds: Id<'role'>[], done: string) => {
    if (busy) return;
    setSaid(undefined);
    const answer = await attempt(() => call(UpdateUser, withRoles(user, roleIds)));
    if (answer?.ok) setSaid(done);
    await revalidate();
  };
  const deleted = async (role: string) => {
    setDeleting(undefined);
    setSaid(words.deleted(role, name));
    await revalidate();
  };
  return (
    <div className="stack">
      <PageHeader
        title={words.of(name)}
        crumbs={[{ to: '/admin/provider-roles', label: words.title }]}
        beside={<StatusBadge status={user.status} />}
      />
      {said && <Notice tone="ok" title={said} />}
      <SetbackNotice setback={setback && { says: setback.says, ...(setback.code ? { code: setback.code } : {}) }} />
      {user.status === 'inactive' ? (
        <Notice title={words.left(name)} />
      ) : (
        <>
          <Assigned
            user={user}
            saysOf={(id) => {
              const role = roleOf(id);
              return role && roleSays(role);
            }}
            onDelete={({ id, name: role }) => {
              setSaid(undefined);
              setDeleting({ roleId: id as Id<'role'>, name: role });
            }}
          />
          <Panel title={words.add} lead={labels.rolesLead}>
            <PickList
              field="roleIds"
              label={labels.search}
              addLabel={labels.addRole}
              placeholder={labels.rolesExample}
              options={choices.roles
                .filter(({ roleId }) => !held.includes(roleId))
                .map((role) => ({
                  id: role.roleId,
                  name: role.name,
                  detail: roleSays(role),
                  barred: role.mayGive ? undefined : labels.notYours,
                }))}
              chosen={[]}
              onAdd={(id) => void save([...held, id as Id<'role'>], words.added(roleOf(id)?.name ?? '', name))}
              onRemove={() => undefined}
              beside={() => null}
              none=""
            />
          </Panel>
        </>
      )}
      {deleting && (
        <DeleteRoleDialog
          user={{ userId: user.userId, name }}
          role={deleting}
          onClose={() => {
            setDeleting(undefined);
            void revalidate();
          }}
          onDeleted={() => void deleted(deleting.name)}
        />
      )}
    </div>
  );
}
