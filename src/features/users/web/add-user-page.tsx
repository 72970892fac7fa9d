import { Button } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { Link, type LoaderFunctionArgs, useLoaderData, useNavigate } from 'react-router';
import type { Id } from '#kernel/brand.ts';
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
import { AddUser, ReadUser, ReadUserChoices } from '../contract.ts';
import { provinceOf } from '../provinces/provinces.ts';
import { CompletenessPanel, equippedBy } from './completeness-panel.tsx';
import { CopyFrom } from './copy-from.tsx';
import type { DoneState } from './done-notice.tsx';
import { InvitedPage } from './invited-page.tsx';
import { LeaveGuard } from '#web/ui/leave-guard.tsx';
import { SetbackNotice } from '#web/ui/setback-notice.tsx';
import { planFor, ReplacementNotice, takingOver } from './replacement.tsx';
import { useUserForm } from './use-user-form.ts';
import { emptyDraft, nameOf, toAdd } from './user-draft.ts';
import { UserSections } from './user-sections.tsx';
import css from './user-form.module.css';

const words = userWords.form;
const replacing = userWords.replacement;

/** The address may name whom the new user takes over from. */
export async function loader({ request }: LoaderFunctionArgs) {
  const leaverId = new URL(request.url).searchParams.get('replaces') as Id<'user'> | null;
  const [choices, leaver] = await Promise.all([
    load(ReadUserChoices, {}, request),
    leaverId ? load(ReadUser, { userId: leaverId }, request) : undefined,
  ]);
  return { choices, leaver };
}

export const AddUserPage = () => (
  <Permitted operation={AddUser}>
    <AddUserForm />
  </Permitted>
);

/** A user in one page and one request: record, sites, roles, contact and credentials. */
function AddUserForm() {
  const { choices, leaver } = useLoaderData<typeof loader>();
  const { clinic } = useSession();
  const go = useNavigate();
  // Whoever has left already has handed everything over.
  const goesOn = leaver !== undefined && leaver.status !== 'inactive';
  const [initial] = useState(() => ({
    ...emptyDraft,
    ...(leaver ? takingOver(leaver, choices) : {}),
    login: { ...emptyLogin, policy: clinic.passwordPolicy, clinicName: clinic.name },
  }));
  const [invited, setInvited] = useState<Output<typeof AddUser>>();
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
    if (answer.value.invitation) return setInvited(answer.value);
    const { addedHow } = userWords.manage;
    const text = draft.login.way === 'now' ? addedHow.signsIn : addedHow.never;
    const state: DoneState = { done: { title: userWords.manage.added(name), text } };
    await go(goesOn && leaver ? planFor(leaver.userId, answer.value.userId) : '/admin/users', { state });
  };
  if (invited?.invitation) {
    const next = leaver && { to: planFor(leaver.userId, invited.userId), label: replacing.next(nameOf(leaver)) };
    return (
      <InvitedPage
        name={name}
        title={userWords.manage.added(name)}
        invitation={invited.invitation}
        next={goesOn ? next : undefined}
      />
    );
  }
  return (
    <form ref={form} onSubmit={(event) => void submit(event)} noValidate>
      <PageHeader
        title={leaver ? replacing.title(nameOf(leaver)) : words.addTitle}
        crumbs={[{ to: '/admin/users', label: userWords.manageUsers }]}
        lead={leaver ? replacing.lead(nameOf(leaver)) : words.addLead}
        actions={!leaver && <CopyFrom choices={choices} change={change} />}
      />
      <SectionForm
        index={<SectionIndex sections={index} />}
        aside={<CompletenessPanel name={draft.firstName} province={province} equipped={equippedBy(draft, choices)} />}
      >
        <SetbackNotice setback={setback} />
        {leaver && <ReplacementNotice leaver={leaver} choices={choices} />}
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
          {goesOn ? replacing.action : words.add}
        </Button>
      </SaveBar>
      <LeaveGuard dirty={draft !== initial} />
    </form>
  );
}
