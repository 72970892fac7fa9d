import { Button } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { Link, type LoaderFunctionArgs, useLoaderData, useNavigate } from 'react-router';
import type { Output } from '#kernel/contract.ts';
import { emptyLogin } from '#features/credentials/web/public.tsx';
import { call } from '#web/api.ts';
import { load } from '#web/load.ts';
import { newKey } from '#web/new-key.ts';
import { useSession } from '#web/session.ts';
import { PageHeader } from '#web/ui/page-header.tsx';
import { Permitted } from '#web/ui/permitted.tsx';
import { SaveBar, SectionForm, SectionIndex } from '#web/ui/section-form.tsx';
import { actWords } from '#web/words/acts.ts';
import { userWords } from '#web/words/users.ts';
import { AddUser, ReadUserChoices } from '../contract.ts';
import { provinceOf } from '../provinces/provinces.ts';
import { CompletenessPanel, equippedBy } from './completeness-panel.tsx';
import { CopyFrom } from './copy-from.tsx';
import type { DoneState } from './done-notice.tsx';
import { InvitedPage } from './invited-page.tsx';
import { LeaveGuard } from '#web/ui/leave-guard.tsx';
import { SetbackNotice } from '#web/ui/setback-notice.tsx';
import { useUserForm } from './use-user-form.ts';
import { emptyDraft, nameOf, toAdd } from './user-draft.ts';
import { UserSections } from './user-sections.tsx';
import css from './user-form.module.css';

const words = userWords.form;

export const loader = ({ request }: LoaderFunctionArgs) => load(ReadUserChoices, {}, request);

export const AddUserPage = () => (
  <Permitted operation={AddUser}>
    <AddUserForm />
  </Permitted>
);

/** A user in one page and one request: record, sites, roles, contact and credentials. */
function AddUserForm() {
  const choices = useLoaderData<typeof loader>();
  const { clinic } = useSession();
  const go = useNavigate();
  const [initial] = useState(() => ({
    ...emptyDraft,
    login: { ...emptyLogin, policy: clinic.passwordPolicy, clinicName: clinic.name },
  }));
  const [invitation, setInvitation] = useState<Output<typeof AddUser>['invitation']>(null);
  const province = provinceOf(clinic.province);
  const { form, draft, change, own, index, missing, errorOf, isComplete, attempt, busy, setback } = useUserForm(
    initial,
    'add',
    { choices, province },
  );
  const name = nameOf(draft);
  // One name for the whole page: a try whose answer was lost and the next one are the same request.
  const [key] = useState(newKey);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy || !isComplete()) return;
    const answer = await attempt(() => call(AddUser, toAdd(draft, province), { key }), actWords.awayOnce);
    if (!answer?.ok) return;
    if (answer.value.invitation) return setInvitation(answer.value.invitation);
    const { addedHow } = userWords.manage;
    const text = draft.login.way === 'now' ? addedHow.signsIn : addedHow.never;
    const state: DoneState = { done: { title: userWords.manage.added(name), text } };
    await go('/admin/users', { state });
  };
  if (invitation) return <InvitedPage name={name} title={userWords.manage.added(name)} invitation={invitation} />;
  return (
    <form ref={form} onSubmit={(event) => void submit(event)} noValidate>
      <PageHeader
        title={words.addTitle}
        crumbs={[{ to: '/admin/users', label: userWords.manageUsers }]}
        lead={words.addLead}
        actions={<CopyFrom choices={choices} change={change} />}
      />
      <SectionForm
        index={<SectionIndex sections={index} />}
        aside={<CompletenessPanel name={draft.firstName} province={province} equipped={equippedBy(draft, choices)} />}
      >
        <SetbackNotice setback={setback} />
        <UserSections
          sections={own}
          draft={draft}
          change={change}
          choices={choices}
          province={province}
          page="add"
          errorOf={errorOf}
        />
      </SectionForm>
      <SaveBar
        said={
          missing.length > 0 ? (
            words.missing(missing.map(({ label }) => label))
          ) : (
            <b className={css.ready}>{words.ready(name, clinic.name)}</b>
          )
        }
      >
        <Button variant="default" component={Link} to="/admin/users">
          {userWords.cancel}
        </Button>
        <Button type="submit" loading={busy}>
          {words.add}
        </Button>
      </SaveBar>
      <LeaveGuard dirty={draft !== initial} />
    </form>
  );
}
