import type { Missing } from '#web/missing.ts';
import type { Static } from 'typebox';
import { credentialWords } from '#web/words/credentials.ts';
import type { PasswordPolicy } from '#features/clinics/contract.ts';
import type { Login } from '../contract.ts';
import { isEmail, isGoodPasscode, passwordRules, wordsAround } from '../rules.ts';

const words = credentialWords.fields;

/** Both secrets while they are typed, each twice. */
export interface SecretsDraft {
  readonly password: string;
  readonly passwordAgain: string;
  readonly passcode: string;
  readonly passcodeAgain: string;
}

export const emptySecrets: SecretsDraft = { password: '', passwordAgain: '', passcode: '', passcodeAgain: '' };

/** What a password is held against while it is typed. */
export interface Surroundings {
  readonly policy: PasswordPolicy;
  readonly words: readonly string[];
}

/** A login as it is put together. */
export interface LoginDraft extends SecretsDraft {
  readonly way: 'invitation' | 'now' | 'never';
  readonly email: string;
  readonly username: string;
  readonly expires: boolean;
  readonly expiryDay: string;
  readonly expiryTime: string;
  readonly policy: PasswordPolicy;
  readonly clinicName: string;
}

export const emptyLogin: LoginDraft = {
  way: 'invitation',
  email: '',
  username: '',
  expires: false,
  expiryDay: '',
  expiryTime: '23:59',
  policy: 'guide',
  clinicName: '',
  ...emptySecrets,
};

interface Named {
  readonly firstName: string;
  readonly lastName: string;
}

export const surroundingsOf = (draft: LoginDraft, { firstName, lastName }: Named): Surroundings => ({
  policy: draft.policy,
  words: wordsAround({ ...draft, firstName, lastName }),
});

interface Secret {
  readonly field: string;
  readonly label: string;
  readonly labelAgain: string;
  readonly text: string;
  readonly again: string;
  readonly good: boolean;
  readonly weak: string;
}

function missingOfSecret({ field, label, labelAgain, text, again, good, weak }: Secret): Missing[] {
  if (!good) return [{ field, label, ...(text ? { says: weak } : {}) }];
  if (text === again) return [];
  return [{ field: `${field}Again`, label: labelAgain, ...(again ? { says: words.differ } : {}) }];
}

/** What still stands against these secrets, in the order of the fields. Which passwords are guessed first the server knows. */
export function missingOfSecrets(draft: SecretsDraft, { policy, words: known }: Surroundings): Missing[] {
  const rules = passwordRules(draft.password, { policy, words: known, isCommon: () => false });
  const password = {
    field: 'password',
    label: words.password,
    labelAgain: words.passwordAgain,
    text: draft.password,
    again: draft.passwordAgain,
    good: rules.every(({ met }) => met),
    weak: words.weakPassword,
  };
  const passcode = {
    field: 'passcode',
    label: words.passcode,
    labelAgain: words.passcodeAgain,
    text: draft.passcode,
    again: draft.passcodeAgain,
    good: isGoodPasscode(draft.passcode),
    weak: words.weakPasscode,
  };
  return [...missingOfSecret(password), ...missingOfSecret(passcode)];
}

/** What still stands against this login. */
export function missingOfLogin(draft: LoginDraft, person: Named): Missing[] {
  if (draft.way === 'never') return [];
  const named = draft.username.trim() !== '' || draft.email.trim() !== '';
  return [
    ...(named ? [] : [{ field: 'email', label: words.nameNeeded }]),
    ...(draft.email.trim() === '' || isEmail(draft.email)
      ? []
      : [{ field: 'email', label: words.email, says: words.emailWrong }]),
    ...(draft.way === 'now' ? missingOfSecrets(draft, surroundingsOf(draft, person)) : []),
    ...(draft.expires && !draft.expiryDay ? [{ field: 'day', label: words.expiryDay }] : []),
  ];
}

/** As the server takes it; nothing for who does not sign in. */
export function loginOf(draft: LoginDraft): Static<typeof Login> | undefined {
  const { way, username, email, expires, expiryDay, expiryTime, password, passcode } = draft;
  if (way === 'never') return undefined;
  return {
    username,
    email,
    expires: expires ? { day: expiryDay, time: expiryTime || '23:59' } : null,
    secrets: way === 'now' ? { password, passcode } : null,
  };
}
