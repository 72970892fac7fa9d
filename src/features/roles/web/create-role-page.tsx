import { Button } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { Link, type LoaderFunctionArgs, useLoaderData, useNavigate } from 'react-router';
import { call } from '#web/api.ts';
import { load } from '#web/load.ts';
import { newKey } from '#web/new-key.ts';
import { type DoneState, LeaveGuard } from '#web/ui/leave-guard.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { PageHeader } from '#web/ui/page-header.tsx';
import { SaveBar } from '#web/ui/section-form.tsx';
import { roleWords } from '#web/words/roles.ts';
import { CreateRole, ListPermissions } from '../contract.ts';
import { emptyDraft, saidChanges } from './role-draft.ts';
import { RoleFields } from './role-fields.tsx';
import { useRoleForm } from './use-role-form.ts';

const words = roleWords.form;

export const loader = ({ request }: LoaderFunctionArgs) => load(ListPermissions, {}, request);

/** Create New Role, from nothing. */
export function CreateRolePage() {
  const { permissions: choices } = useLoaderData<typeof loader>();
  const go = useNavigate();
  const [key] = useState(newKey);
  const { form, draft, change, isComplete, nameError, attempt, busy, setback } = useRoleForm(emptyDraft);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy || !isComplete()) return;
    const input = { ...draft, permissions: [...draft.permissions] };
    const answer = await attempt(() => call(CreateRole, input, { key }), roleWords.away);
    if (!answer?.ok) return;
    const state: DoneState = { done: words.created(draft.name.trim()) };
    await go(`/admin/roles/${answer.value.roleId}`, { state });
  };
  return (
    <form ref={form} onSubmit={(event) => void submit(event)} noValidate>
      <PageHeader
        title={words.createTitle}
        lead={words.createLead}
        crumbs={[{ to: '/admin/roles', label: roleWords.manage.title }]}
      />
      <div className="stack">
        {setback && !setback.field && <Notice tone="bad" title={setback.says} />}
        <RoleFields draft={draft} change={change} choices={choices} nameError={nameError} />
      </div>
      <SaveBar said={words.allows(draft.permissions.length)}>
        <Button variant="default" component={Link} to="/admin/roles">
          {roleWords.cancel}
        </Button>
        <Button type="submit" loading={busy}>
          {words.create}
        </Button>
      </SaveBar>
      <LeaveGuard dirty={saidChanges(emptyDraft, draft).length > 0} />
    </form>
  );
}
