import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import type { Output } from '#kernel/contract.ts';
import { emptyLogin, LoginFields } from '#features/credentials/web/public.tsx';
import type { Departure } from '#features/handover/contract.ts';
import { call, type Refused } from '#web/api.ts';
import { useSession } from '#web/session.ts';
import { ConfirmWithPassword } from '#web/ui/confirm-with-password.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { PageHeader } from '#web/ui/page-header.tsx';
import { Panel } from '#web/ui/panel.tsx';
import { SaveBar } from '#web/ui/section-form.tsx';
import { StatusBadge } from '#web/ui/status-badge.tsx';
import { TimeText } from '#web/ui/time-text.tsx';
import { userWords } from '#web/words/users.ts';
import { uiWords } from '#web/words/ui.ts';
import { type UserRecord } from '../contract.ts';
import { ActivateUser } from '../status-contract.ts';
import { doesOf, emptyReturn, missingOfReturn, namesOf, toActivate } from './activation.ts';
import type { DoneState } from './done-notice.tsx';
import { FormerAccess } from './former-access.tsx';
import { KeptBlocks } from './kept-blocks.tsx';
import { LeaveGuard } from '#web/ui/leave-guard.tsx';
import { InvitedPage } from './invited-page.tsx';
import { accessRoles } from './sections/access-roles.tsx';
import { loginInformation } from './sections/login-information.tsx';
import { siteAssignment } from './sections/site-assignment.tsx';
import { SetbackNotice } from '#web/ui/setback-notice.tsx';
import { errorAt, focusField } from '#web/missing.ts';
import { atPassword, useAttempt } from '#web/use-attempt.ts';
import { type Choices, nameOf } from './user-draft.ts';

const words = userWords.activateUser;
const labels = userWords.form;
const parts = [siteAssignment, accessRoles, loginInformation];
const fieldOf = (refused: Refused) =>
  parts.map(({ refusals }) => refusals[refused.code]).find(Boolean) ?? atPassword(refused);

interface ActivateUserFormProps {
  readonly user: UserRecord;
  readonly choices: Choices;
  readonly departure: Departure | undefined;
}

/** Everything that is to hold from now on, confirmed one by one, and one's own password at the end. */
export function ActivateUserForm({ user, choices, departure }: ActivateUserFormProps) {
  const go = useNavigate();
  const { clinic } = useSession();
  const [proposed] = useState(() =>
    emptyReturn(choices, departure?.sites ?? [], {
      ...emptyLogin,
      policy: clinic.passwordPolicy,
      clinicName: clinic.name,
    }),
  );
  const [draft, setDraft] = useState(proposed);
  const [tried, setTried] = useState(false);
  const [asking, setAsking] = useState(false);
  const [invitation, setInvitation] = useState<Output<typeof ActivateUser>['invitation']>(null);
  const form = useRef<HTMLFormElement>(null);
  const { attempt, busy, setback, setSetback } = useAttempt(fieldOf);
  const name = nameOf(user);
  const blocks = departure?.blocks ?? [];
  const missing = missingOfReturn(draft, user);
  const errorOf = (field: string) => errorAt(field, { setback, missing, tried });
  const change = (part: Partial<typeof draft>) => {
    setDraft((now) => ({ ...now, ...part }));
    setSetback(undefined);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const [first] = missing;
    if (first) focusField(form.current, first.field);
    else setAsking(true);
  };
  const activate = async (password: string) => {
    const answer = await attempt(() => call(ActivateUser, toActivate(draft, user.userId), { password }));
    if (answer?.ok && answer.value.invitation) return setInvitation(answer.value.invitation);
    if (answer?.ok) {
      const state: DoneState = { done: { title: userWords.manage.activated(name) } };
      return go(`/admin/users/${user.userId}`, { state });
    }
    if (answer && atPassword(answer)) return undefined;
    // What was turned down stands on the page, not in the dialog.
    setAsking(false);
    const field = answer && fieldOf(answer);
    if (field) setTimeout(() => focusField(form.current, field));
    return undefined;
  };
  if (invitation) return <InvitedPage name={name} title={userWords.manage.activated(name)} invitation={invitation} />;
  return (
    <>
      <form ref={form} onSubmit={submit} noValidate>
        <PageHeader
          title={words.title(name)}
          crumbs={[{ to: '/admin/users', label: userWords.manageUsers }]}
          lead={words.lead}
          beside={<StatusBadge status="inactive" />}
        />
        <div className="stack">
          {setback?.code === 'user/identifier-taken' ? (
            <Notice
              tone="bad"
              title={setback.says}
              action={
                <Button size="xs" variant="default" onClick={() => change({ withoutTaken: true })}>
                  {words.giveUp}
                </Button>
              }
            >
              {words.takenHow}
            </Notice>
          ) : (
            <SetbackNotice setback={setback} />
          )}
          {draft.withoutTaken && <Notice title={words.givesUp(name)} />}
          {departure ? (
            <Notice title={words.leftBy(uiWords.named(departure.by), departure.reason)}>
              {words.left} <TimeText instant={departure.at} within />.
            </Notice>
          ) : (
            <Notice>{words.nothingKnown}</Notice>
          )}
          <FormerAccess draft={draft} change={change} choices={choices} departure={departure} errorOf={errorOf} />
          <KeptBlocks name={name} blocks={blocks} draft={draft} change={change} errorOf={errorOf} />
          <Panel title={labels.sections.login} id="login" lead={words.login}>
            <LoginFields login={draft.login} person={user} onChange={(login) => change({ login })} errorOf={errorOf} />
          </Panel>
          <Panel title={words.why} id="why">
            <TextInput
              label={words.reason}
              description={words.reasonHelp}
              name="reason"
              required
              maxLength={500}
              value={draft.reason}
              error={errorOf('reason')}
              onChange={(event) => change({ reason: event.currentTarget.value })}
            />
          </Panel>
        </div>
        <SaveBar said={missing.length > 0 ? labels.missing(missing.map(({ label }) => label)) : words.ready(name)}>
          <Button variant="default" component={Link} to={`/admin/users/${user.userId}`}>
            {userWords.cancel}
          </Button>
          <Button type="submit">{words.action}</Button>
        </SaveBar>
        <LeaveGuard dirty={draft !== proposed} />
      </form>
      <ConfirmWithPassword
        opened={asking}
        title={words.confirm(name)}
        does={doesOf(draft, name, namesOf(draft, choices, blocks))}
        action={words.action}
        onClose={() => setAsking(false)}
        onConfirm={(password) => void activate(password)}
        refused={setback?.field === 'own' ? setback.says : undefined}
        busy={busy}
      />
    </>
  );
}
