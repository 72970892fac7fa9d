import { Button } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import { type LoaderFunctionArgs, useLoaderData, useNavigate, useRevalidator } from 'react-router';
import type { Output } from '#kernel/contract.ts';
import { ReadOwnFactors } from '#features/second-factors/contract.ts';
import { OwnFactors } from '#features/second-factors/web/public.tsx';
import { call } from '#web/api.ts';
import { load } from '#web/load.ts';
import { useSession } from '#web/session.ts';
import { Main } from '#web/ui/main.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { PageHeader } from '#web/ui/page-header.tsx';
import { usePageTitle } from '#web/ui/page-title.ts';
import { Panel } from '#web/ui/panel.tsx';
import { PasswordField } from '#web/ui/password-field.tsx';
import { FieldGrid } from '#web/ui/section-form.tsx';
import { TimeText } from '#web/ui/time-text.tsx';
import { useAttempt } from '#web/use-attempt.ts';
import { actWords } from '#web/words/acts.ts';
import { credentialWords } from '#web/words/credentials.ts';
import { ChangeOwnCredentials, ReadOwnCredentials } from '../contract.ts';
import { wordsAround } from '../rules.ts';
import { errorAt, focusField } from '#web/missing.ts';
import { credentialFieldOf } from './credential-field.ts';
import { emptySecrets, missingOfSecrets, type SecretsDraft } from './login-draft.ts';
import { SecretFields } from './secret-fields.tsx';

const words = credentialWords.own;

export async function loader({ request }: LoaderFunctionArgs) {
  const own = await load(ReadOwnCredentials, {}, request);
  // Who must choose other secrets first has nothing else open.
  return { own, factors: own.mustChange ? null : await load(ReadOwnFactors, {}, request) };
}

/** What of the two is to be changed: what was typed, and both where they must be. */
function missingOfChange(secrets: SecretsDraft, mustChange: boolean, around: Parameters<typeof missingOfSecrets>[1]) {
  const typed = (name: 'password' | 'passcode') => mustChange || secrets[name] !== '' || secrets[`${name}Again`] !== '';
  return missingOfSecrets(secrets, around).filter(({ field }) =>
    typed(field.startsWith('password') ? 'password' : 'passcode'),
  );
}

/** The form in which one changes one's own password and passcode. */
function SecretsForm({ own }: { readonly own: Output<typeof ReadOwnCredentials> }) {
  const { clinic, firstName, lastName } = useSession();
  const go = useNavigate();
  const { revalidate } = useRevalidator();
  const form = useRef<HTMLFormElement>(null);
  const [secrets, setSecrets] = useState(emptySecrets);
  const [old, setOld] = useState('');
  const [tried, setTried] = useState(false);
  const [done, setDone] = useState<number>();
  const { attempt, busy, setback, setSetback } = useAttempt(credentialFieldOf);
  const { mustChange, policy } = own;
  const around = { policy, words: wordsAround({ ...own, firstName, lastName, clinicName: clinic.name }) };
  const missing = missingOfChange(secrets, mustChange, around);
  const nothing = secrets.password === '' && secrets.passcode === '' && missing.length === 0;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    setDone(undefined);
    const first = missing[0]?.field ?? (nothing ? 'password' : old === '' ? 'own' : undefined);
    if (first) return focusField(form.current, first);
    const { password, passcode } = secrets;
    const input = { ...(password ? { newPassword: password } : {}), ...(passcode ? { newPasscode: passcode } : {}) };
    const answer = await attempt(() => call(ChangeOwnCredentials, input, { password: old }));
    if (!answer) return undefined;
    if (!answer.ok) return focusField(form.current, credentialFieldOf(answer) ?? '');
    if (mustChange) return go('/', { replace: true });
    setDone(answer.value.sessionsEnded);
    setSecrets(emptySecrets);
    setOld('');
    setTried(false);
    return revalidate();
  };
  const lacksOld = tried && old === '' ? actWords.needed : undefined;
  return (
    <form ref={form} className="stack" onSubmit={(event) => void submit(event)} noValidate>
      {done !== undefined && (
        <Notice tone="ok" title={words.changed}>
          {words.othersEnded(done)}
        </Notice>
      )}
      {setback && !setback.field && <Notice tone="bad" title={setback.says} />}
      {tried && nothing && <Notice tone="warn" title={words.nothing} />}
      <Panel title={words.secrets}>
        <div className="stack">
          <p>
            {words.signInAs} <b>{[own.username, own.email].filter(Boolean).join(words.or)}</b>. {words.setAt}{' '}
            <TimeText instant={own.setAt} />.
            {own.expiresAt && (
              <>
                {' '}
                {words.expires} <TimeText instant={own.expiresAt} />.
              </>
            )}
          </p>
          {!mustChange && <p className="dim">{words.leaveEmpty}</p>}
          <FieldGrid>
            <SecretFields
              anew
              required={mustChange}
              secrets={secrets}
              around={around}
              errorOf={(field) => errorAt(field, { setback, missing, tried })}
              onChange={(part) => {
                setSecrets({ ...secrets, ...part });
                setSetback(undefined);
              }}
            />
            <PasswordField
              name="own"
              label={words.old}
              description={words.oldHelp}
              autoComplete="current-password"
              required
              maxLength={200}
              value={old}
              error={setback?.field === 'own' ? setback.says : lacksOld}
              onChange={(event) => setOld(event.currentTarget.value)}
            />
          </FieldGrid>
          <div>
            <Button type="submit" loading={busy}>
              {mustChange ? words.firstAction : words.change}
            </Button>
          </div>
        </div>
      </Panel>
    </form>
  );
}

const titles = {
  'new-credentials': [words.firstTitle, words.firstLead],
  'enrol-factor': [words.enrolTitle, words.enrolLead],
  none: [words.title, words.lead],
} as const;

/** One's own credentials. In a limited session it is the one page there is. */
export function OwnCredentialsPage() {
  const { own, factors } = useLoaderData<typeof loader>();
  const { userId, firstName, lastName, limited } = useSession();
  const go = useNavigate();
  const { revalidate } = useRevalidator();
  // Whoever came to add a factor stays until the recovery codes are put away, although nothing is limited any more.
  const [enrolling] = useState(limited === 'enrol-factor');
  const [title, lead] = titles[enrolling ? 'enrol-factor' : own.mustChange ? 'new-credentials' : 'none'];
  usePageTitle(title);
  const me = { userId, account: own.username ?? own.email ?? '', name: `${firstName} ${lastName}` };
  return (
    <Main>
      <PageHeader title={title} lead={lead} />
      <div className="stack">
        {!enrolling && <SecretsForm own={own} />}
        {factors && (
          <OwnFactors
            own={factors}
            me={me}
            onChanged={revalidate}
            onFinished={enrolling ? () => void go('/', { replace: true }) : undefined}
          />
        )}
      </div>
    </Main>
  );
}
