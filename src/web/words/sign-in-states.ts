import type { SignInState } from '#features/roles/access-contract.ts';
import { inLanguage } from './language.ts';

type Said = Readonly<Record<SignInState, string>>;

/** Why somebody cannot sign in, or can do nothing once they have. */
const why: Said = {
  ready: '',
  none: 'there are no credentials to sign in with',
  'not-ready': 'the user has been invited, and has not chosen password and passcode yet',
  expired: 'the login has expired',
  'last-day-over': 'the last day is over',
  held: 'sign-in is held after too many wrong tries',
  'must-change': 'the user must choose a new password and passcode first',
  'must-enrol': 'a role asks for a second factor that the user has not added yet',
  'not-on-record': '',
};
const whyThen: Said = {
  ...why,
  none: 'there were no credentials to sign in with',
  'not-ready': 'the user had been invited, and had not chosen password and passcode yet',
  expired: 'the login had expired',
  'must-change': 'the user had to choose a new password and passcode first',
};
const says: Said = {
  ready: 'There are some to sign in with.',
  none: 'There are none.',
  'not-ready': 'Invited: password and passcode are not chosen yet.',
  expired: 'The login has expired.',
  'last-day-over': 'The last day is over.',
  held: 'Sign-in is held after too many wrong tries. A session that is open goes on.',
  'must-change': 'A new password and passcode must be chosen first.',
  'must-enrol': 'A second factor must be added first.',
  'not-on-record': '',
};
const saysThen: Said = {
  ...says,
  ready: 'There were some to sign in with. Whether a second factor had to be added first is not on record.',
  none: 'There were none.',
  'not-ready': 'Invited: password and passcode were not chosen yet.',
  expired: 'The login had expired.',
  'must-change': 'A new password and passcode had to be chosen first.',
  'not-on-record':
    'There were some. Whether they had expired, or new ones had to be chosen first, is not on record for that time.',
};
const change: Said = {
  ready: '',
  none: 'To change it: Set new credentials, on the page of the user.',
  'not-ready': 'To change it: the user accepts the invitation, or gets a new one on the page of the user.',
  expired: 'To change it: Set login expiry, on the page of the user.',
  'last-day-over': 'To change it: move or take back the last day, on the page of the user.',
  held: 'To change it: Unlock, on the page of the user, or wait until it opens by itself.',
  'must-change': 'To change it: the user chooses them, at the next sign-in.',
  'must-enrol': 'To change it: the user adds one, at the next sign-in.',
  'not-on-record': '',
};

export const signInStateWords = inLanguage({ en: { why, whyThen, says, saysThen, change } });
