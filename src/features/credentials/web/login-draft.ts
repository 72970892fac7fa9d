import { isGoodPasscode, passwordRules } from '#features/sign-in/rules.ts';
import { userWords } from '#web/words/users.ts';
import type { Missing } from './section.ts';

const words = userWords.form;

/** Credentials while they are typed, both secrets twice. */
export interface LoginDraft {
  readonly email: string;
  readonly username: string;
  readonly password: string;
  readonly passwordAgain: string;
  readonly passcode: string;
  readonly passcodeAgain: string;
}

export const emptyLogin: LoginDraft = {
  email: '',
  username: '',
  password: '',
  passwordAgain: '',
  passcode: '',
  passcodeAgain: '',
};

const isGoodPassword = (password: string) => passwordRules(password).every(({ met }) => met);

/** What still stands against these credentials, in the order of the fields. */
export function missingOfLogin({ username, password, passwordAgain, passcode, passcodeAgain }: LoginDraft): Missing[] {
  const missing: Missing[] = [];
  const need = (met: boolean, one: Missing) => void (met || missing.push(one));
  const goodPassword = isGoodPassword(password);
  const goodPasscode = isGoodPasscode(passcode);
  need(username.trim() !== '', { field: 'username', label: words.username });
  need(goodPassword, { field: 'password', label: words.password, ...(password ? { says: words.weakPassword } : {}) });
  need(!goodPassword || password === passwordAgain, {
    field: 'passwordAgain',
    label: words.passwordAgain,
    ...(passwordAgain ? { says: words.differ } : {}),
  });
  need(goodPasscode, { field: 'passcode', label: words.passcode, ...(passcode ? { says: words.weakPasscode } : {}) });
  need(!goodPasscode || passcode === passcodeAgain, {
    field: 'passcodeAgain',
    label: words.passcodeAgain,
    ...(passcodeAgain ? { says: words.differ } : {}),
  });
  return missing;
}

/** As the server takes them. */
export const loginOf = ({ username, email, password, passcode }: LoginDraft) => ({
  username,
  email,
  password,
  passcode,
});
