import { useRef, useState } from 'react';
import { call, type Refused } from '#web/api.ts';
import { ConfirmWithPassword } from '#web/ui/confirm-with-password.tsx';
import { userWords } from '#web/words/users.ts';
import { SetCredentials, type UserRecord } from '../contract.ts';
import { emptyLogin, loginOf, missingOfLogin } from './login-draft.ts';
import { LoginFields } from './login-fields.tsx';
import { loginInformation } from './sections/login-information.tsx';
import { SetbackNotice } from './setback-notice.tsx';
import { atPassword, errorAt, useAttempt } from './use-attempt.ts';
import { focusField } from './use-user-form.ts';
import { nameOf } from './user-draft.ts';

const words = userWords.credentials;
const fieldOf = (refused: Refused) => loginInformation.refusals[refused.code] ?? atPassword(refused);

interface SetCredentialsDialogProps {
  readonly user: UserRecord;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** New credentials for somebody, confirmed with one's own password. */
export function SetCredentialsDialog({ user, onClose, onDone }: SetCredentialsDialogProps) {
  const [login, setLogin] = useState({ ...emptyLogin, username: user.username ?? '', email: user.email ?? '' });
  const [tried, setTried] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const { attempt, busy, setback, setSetback } = useAttempt(fieldOf);
  const missing = missingOfLogin(login);
  const set = async (password: string) => {
    setTried(true);
    const [first] = missing;
    if (first) return focusField(box.current, first.field);
    const answer = await attempt(() =>
      call(SetCredentials, { userId: user.userId, login: loginOf(login) }, { password }),
    );
    if (answer?.ok) onDone();
    else if (answer) focusField(box.current, fieldOf(answer) ?? '');
  };
  const name = nameOf(user);
  return (
    <ConfirmWithPassword
      opened
      title={words.title(name)}
      does={words.does(name)}
      action={words.action}
      onClose={onClose}
      onConfirm={(password) => void set(password)}
      refused={setback?.field === 'own' ? setback.says : undefined}
      busy={busy}
    >
      <div ref={box}>
        <LoginFields
          first
          login={login}
          errorOf={(field) => errorAt(field, { setback, missing, tried })}
          onChange={(now) => {
            setLogin(now);
            setSetback(undefined);
          }}
        />
      </div>
      <SetbackNotice setback={setback} />
    </ConfirmWithPassword>
  );
}
