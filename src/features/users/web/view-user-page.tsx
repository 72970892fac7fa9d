import { Button } from '@mantine/core';
import { useState } from 'react';
import { Link, type LoaderFunctionArgs, useLoaderData, useRevalidator } from 'react-router';
import type { Id } from '#kernel/brand.ts';
import { AwayNotice } from '#features/absences/web/public.tsx';
import { ReadCredentials } from '#features/credentials/contract.ts';
import { ReadDeparture } from '#features/handover/contract.ts';
import { LoginPanel } from '#features/credentials/web/public.tsx';
import { SetAccessButton } from '#features/patient-sets/web/public.tsx';
import { call } from '#web/api.ts';
import { load } from '#web/load.ts';
import { useMay, useSession } from '#web/session.ts';
import { Notice } from '#web/ui/notice.tsx';
import { PageHeader } from '#web/ui/page-header.tsx';
import { StatusBadge } from '#web/ui/status-badge.tsx';
import { lastDayWords } from '#web/words/last-day.ts';
import { absenceWords } from '#web/words/absences.ts';
import { outsideChecklistWords } from '#web/words/outside-checklist.ts';
import { userWords } from '#web/words/users.ts';
import { ReadUser, ReadUserChoices } from '../contract.ts';
import { UnlockUser } from '../status-contract.ts';
import { DoneNotice } from './done-notice.tsx';
import { LockDialog } from './lock-dialog.tsx';
import { SetbackNotice } from '#web/ui/setback-notice.tsx';
import { StatusNotice } from './status-notice.tsx';
import { useAttempt } from '#web/use-attempt.ts';
import { nameOf } from './user-draft.ts';
import { UserRecordPanels } from './user-record-panels.tsx';

const words = userWords.record;

export async function loader({ request, params }: LoaderFunctionArgs) {
  const userId = params['userId'] as Id<'user'>;
  const [user, choices, login, departure] = await Promise.all([
    load(ReadUser, { userId }, request),
    load(ReadUserChoices, {}, request),
    call(ReadCredentials, { userId }, { signal: request.signal }),
    call(ReadDeparture, { userId }, { signal: request.signal }),
  ]);
  // Who may look at the record need not see how its user signs in.
  if (!login.ok && login.code !== 'actor/not-permitted') {
    // oxlint-disable-next-line no-throw-literal -- React Router hands what a loader throws to the error face as it is
    throw login;
  }
  return {
    user,
    choices,
    login: login.ok ? login.value : undefined,
    // Of somebody who left once and is back.
    departed: departure.ok ? departure.value.departure?.handoverId : undefined,
  };
}

/** View: what is known of a user, and what can be done with the account. */
export function ViewUserPage() {
  const { user, choices, login, departed } = useLoaderData<typeof loader>();
  const { userId: myself } = useSession();
  const { revalidate } = useRevalidator();
  const may = useMay();
  const [locking, setLocking] = useState(false);
  const [said, setSaid] = useState<string>();
  const { attempt, busy, setback } = useAttempt();
  const name = nameOf(user);
  const at = `/admin/users/${user.userId}`;
  const own = user.userId === myself;
  const left = user.status === 'inactive';
  const done = async (title: string) => {
    setLocking(false);
    setSaid(title);
    await revalidate();
  };
  const unlock = async () => {
    const answer = await attempt(() =>
      call(UnlockUser, { userId: user.userId, was: user.status === 'locked' ? 'locked' : 'held' }),
    );
    await (answer?.ok ? done(words.unlocked(name)) : revalidate());
  };
  return (
    <div className="stack">
      <PageHeader
        title={name}
        crumbs={[{ to: '/admin/users', label: userWords.manageUsers }]}
        lead={words.number(user.userNumber)}
        beside={<StatusBadge status={user.status} />}
        actions={
          <>
            {may('roles.read-access') && (
              <Button variant="default" component={Link} to={`${at}/access`}>
                {words.access}
              </Button>
            )}
            {!own && may('outside-checklist.read-checklist') && (
              <Button variant="default" component={Link} to={`${at}/outside-checklist`}>
                {outsideChecklistWords.title}
              </Button>
            )}
            {may('absences.list-absences') && (
              <Button variant="default" component={Link} to={`/admin/absences?show=all&user=${user.userId}`}>
                {absenceWords.list.title}
              </Button>
            )}
            {may('reach.read-reach') && (
              <Button variant="default" component={Link} to={`${at}/reach`}>
                {words.reach}
              </Button>
            )}
            {!left && !own && <SetAccessButton userId={user.userId} onDone={setSaid} />}
            {user.status === 'active' && !own && may('users.lock-user') && (
              <Button variant="default" onClick={() => setLocking(true)}>
                {words.lock}
              </Button>
            )}
            {!left && !own && may('last-day.read-last-day') && (
              <Button variant="default" component={Link} to={`${at}/last-day`}>
                {lastDayWords.button}
              </Button>
            )}
            {!left && !own && may('handover.deactivate-user') && may('users.add-user') && (
              <Button variant="default" component={Link} to={`/admin/users/add?replaces=${user.userId}`}>
                {words.replace}
              </Button>
            )}
            {!left && departed && may('handover.take-back-work') && (
              <Button variant="default" component={Link} to={`/admin/handovers/${departed}/return`}>
                {words.takeBack}
              </Button>
            )}
            {!left && !own && may('handover.deactivate-user') && (
              <Button variant="default" component={Link} to={`${at}/deactivate`}>
                {userWords.deactivate}
              </Button>
            )}
            {!left && may('users.update-user') && (
              <Button component={Link} to={`${at}/edit`}>
                {userWords.edit}
              </Button>
            )}
            {left && may('users.activate-user') && (
              <Button component={Link} to={`${at}/activate`}>
                {userWords.activate}
              </Button>
            )}
          </>
        }
      />
      {said ? <Notice tone="ok" title={said} /> : <DoneNotice />}
      {may('absences.list-absences') && <AwayNotice key={user.userId} userId={user.userId} />}
      <SetbackNotice setback={setback} />
      <StatusNotice user={user} onUnlock={may('users.unlock-user') ? () => void unlock() : undefined} busy={busy} />
      <UserRecordPanels
        user={user}
        choices={choices}
        login={
          login && (
            <LoginPanel
              title={userWords.form.sections.login}
              user={user}
              said={login}
              onChanged={revalidate}
              readOnly={left}
            />
          )
        }
      />
      {locking && (
        <LockDialog
          userId={user.userId}
          name={name}
          onClose={() => setLocking(false)}
          onDone={() => void done(words.lockedNow(name))}
        />
      )}
    </div>
  );
}
