import type { SignInState } from '#features/roles/access-contract.ts';
import { inLanguage } from './language.ts';

/** Why somebody cannot sign in, or can do nothing once they have. */
const why: Readonly<Record<SignInState, string>> = {
  ready: '',
  none: 'there are no credentials to sign in with',
  'not-ready': 'the user has been invited, and has not chosen password and passcode yet',
  expired: 'the login has expired',
  'must-change': 'the user must choose a new password and passcode first',
  'must-enrol': 'a role asks for a second factor that the user has not added yet',
};
const says: Readonly<Record<SignInState, string>> = {
  ready: 'There are some to sign in with.',
  none: 'There are none.',
  'not-ready': 'Invited: password and passcode are not chosen yet.',
  expired: 'The login has expired.',
  'must-change': 'A new password and passcode must be chosen first.',
  'must-enrol': 'A second factor must be added first.',
};
const change: Readonly<Record<SignInState, string>> = {
  ready: '',
  none: 'To change it: Set new credentials, on the page of the user.',
  'not-ready': 'To change it: the user accepts the invitation, or gets a new one on the page of the user.',
  expired: 'To change it: Set login expiry, on the page of the user.',
  'must-change': 'To change it: the user chooses them, at the next sign-in.',
  'must-enrol': 'To change it: the user adds one, at the next sign-in.',
};

export const signInStateWords = inLanguage({ en: { why, says, change } });
