import { Button } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import { Link, type LoaderFunctionArgs, useLoaderData } from 'react-router';
import type { Output } from '#kernel/contract.ts';
import { call } from '#web/api.ts';
import { RefusedFace } from '#web/ui/faces.tsx';
import { Mark } from '#web/ui/mark.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { usePageTitle } from '#web/ui/page-title.ts';
import { Panel } from '#web/ui/panel.tsx';
import { FieldGrid } from '#web/ui/section-form.tsx';
import { useAttempt } from '#web/use-attempt.ts';
import { credentialWords } from '#web/words/credentials.ts';
import { sayRefusal } from '#web/words/refusals.ts';
import { AcceptInvitation, LookAtInvitation } from '../contract.ts';
import { wordsAround } from '../rules.ts';
import { errorAt, focusField } from '#web/missing.ts';
import { credentialFieldOf } from './credential-field.ts';
import css from './invitation-page.module.css';
import { emptySecrets, missingOfSecrets } from './login-draft.ts';
import { SecretFields } from './secret-fields.tsx';

const words = credentialWords.invitation;

/** Whom the link invites; nothing when it is good for nothing any more. */
export async function loader({ params, request }: LoaderFunctionArgs) {
  const token = params['token'] ?? '';
  const answer = await call(LookAtInvitation, { token }, { signal: request.signal });
  if (answer.ok) return { token, invited: answer.value };
  if (answer.code === 'credentials/invitation-over' || answer.code === 'request/malformed')
    return { token, invited: null };
  // oxlint-disable-next-line no-throw-literal -- React Router hands what a loader throws to the error face as it is
  throw answer;
}

const ToSignIn = () => (
  <Button component={Link} to="/sign-in">
    {words.toSignIn}
  </Button>
);

const Over = () => (
  <RefusedFace title={words.over} level={1} action={<ToSignIn />}>
    {sayRefusal('credentials/invitation-over')}
  </RefusedFace>
);

interface ChooseProps {
  readonly token: string;
  readonly invited: Output<typeof LookAtInvitation>;
  readonly onDone: () => void;
  readonly onOver: () => void;
}

function Choose({ token, invited, onDone, onOver }: ChooseProps) {
  const form = useRef<HTMLFormElement>(null);
  const [secrets, setSecrets] = useState(emptySecrets);
  const [tried, setTried] = useState(false);
  const { attempt, busy, setback, setSetback } = useAttempt(credentialFieldOf);
  const around = { policy: invited.policy, words: wordsAround(invited) };
  const missing = missingOfSecrets(secrets, around);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const [first] = missing;
    if (first) return focusField(form.current, first.field);
    const { password: newPassword, passcode: newPasscode } = secrets;
    const answer = await attempt(() => call(AcceptInvitation, { token, newPassword, newPasscode }), words.away);
    if (answer?.ok) return onDone();
    if (answer?.code === 'credentials/invitation-over') return onOver();
    return answer && focusField(form.current, credentialFieldOf(answer) ?? '');
  };
  return (
    <form ref={form} className="stack" onSubmit={(event) => void submit(event)} noValidate>
      {setback && !setback.field && <Notice tone="bad" title={setback.says} />}
      <Panel>
        <div className="stack">
          <p>
            {words.signInAs} <b>{[invited.username, invited.email].filter(Boolean).join(words.or)}</b>.
          </p>
          <FieldGrid>
            <SecretFields
              secrets={secrets}
              around={around}
              errorOf={(field) => errorAt(field, { setback, missing, tried })}
              onChange={(part) => {
                setSecrets({ ...secrets, ...part });
                setSetback(undefined);
              }}
            />
          </FieldGrid>
          <div>
            <Button type="submit" size="md" loading={busy}>
              {words.action}
            </Button>
          </div>
        </div>
      </Panel>
    </form>
  );
}

/** Where the link of an invitation leads: the user chooses their own secrets. Nobody is signed in here. */
export function InvitationPage() {
  const { token, invited } = useLoaderData<typeof loader>();
  const [state, setState] = useState<'choosing' | 'done' | 'over'>(invited ? 'choosing' : 'over');
  usePageTitle(invited && state !== 'over' ? words.title(invited.firstName) : words.over);
  if (!invited || state === 'over') {
    return (
      <main className={css.page}>
        <Over />
      </main>
    );
  }
  return (
    <main className={css.page}>
      <div className={css.head}>
        <Mark size={40} />
        <div>
          <h1>{words.title(invited.firstName)}</h1>
          <p className="dim">{words.lead(invited.clinicName)}</p>
        </div>
      </div>
      {state === 'done' ? (
        <Notice tone="ok" title={words.done} action={<ToSignIn />}>
          {words.doneWhat([invited.username, invited.email].filter(Boolean).join(words.or))}
        </Notice>
      ) : (
        <Choose token={token} invited={invited} onDone={() => setState('done')} onOver={() => setState('over')} />
      )}
    </main>
  );
}
