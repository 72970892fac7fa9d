import { useRef, useState } from 'react';
import type { Id } from '#kernel/brand.ts';
import type { Output } from '#kernel/contract.ts';
import { call } from '#web/api.ts';
import { useSession } from '#web/session.ts';
import { ConfirmWithPassword } from '#web/ui/confirm-with-password.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { useAttempt } from '#web/use-attempt.ts';
import { credentialWords } from '#web/words/credentials.ts';
import { SetCredentials } from '../contract.ts';
import { errorAt, focusField } from '#web/missing.ts';
import { credentialFieldOf } from './credential-field.ts';
import { emptyLogin, type LoginDraft, loginOf, missingOfLogin } from './login-draft.ts';
import { LoginFields } from './login-fields.tsx';

const words = credentialWords.setNew;

/** Whom credentials are about. */
export interface CredentialsOwner {
  readonly userId: Id<'user'>;
  readonly firstName: string;
  readonly lastName: string;
}

interface SetCredentialsDialogProps {
  readonly user: CredentialsOwner;
  /** What is there already: names, and the end of sign-in by the clinic's clock. */
  readonly known: Partial<LoginDraft>;
  readonly onClose: () => void;
  readonly onDone: (made: Output<typeof SetCredentials>) => void;
}

/** New credentials for somebody, by an invitation or at once, confirmed with one's own password. */
export function SetCredentialsDialog({ user, known, onClose, onDone }: SetCredentialsDialogProps) {
  const { clinic } = useSession();
  const [login, setLogin] = useState<LoginDraft>({
    ...emptyLogin,
    policy: clinic.passwordPolicy,
    clinicName: clinic.name,
    ...known,
  });
  const [tried, setTried] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const { attempt, busy, setback, setSetback } = useAttempt(credentialFieldOf);
  const missing = missingOfLogin(login, user);
  const set = async (password: string) => {
    setTried(true);
    const [first] = missing;
    const given = loginOf(login);
    if (first || !given) return focusField(box.current, first?.field ?? 'email');
    const answer = await attempt(() => call(SetCredentials, { userId: user.userId, login: given }, { password }));
    if (answer?.ok) onDone(answer.value);
    else if (answer) focusField(box.current, credentialFieldOf(answer) ?? '');
  };
  const name = `${user.firstName} ${user.lastName}`;
  const invites = login.way === 'invitation';
  return (
    <ConfirmWithPassword
      opened
      title={words.title(name)}
      does={invites ? words.doesInvite(name) : words.does(name)}
      action={invites ? words.invite : words.action}
      onClose={onClose}
      onConfirm={(password) => void set(password)}
      refused={setback?.field === 'own' ? setback.says : undefined}
      busy={busy}
    >
      <div ref={box}>
        <LoginFields
          mustSignIn
          person={user}
          login={login}
          errorOf={(field) => errorAt(field, { setback, missing, tried })}
          onChange={(now) => {
            setLogin(now);
            setSetback(undefined);
          }}
        />
      </div>
      {setback && !setback.field && <Notice tone="bad" title={setback.says} />}
    </ConfirmWithPassword>
  );
}
