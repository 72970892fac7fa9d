import type { RefusalCode } from '#kernel/refusal.ts';

/** At which field of a login a refusal of the server stands. */
export const loginFieldOf: Readonly<Partial<Record<RefusalCode, string>>> = {
  'secret/password-weak': 'password',
  'secret/password-common': 'password',
  'secret/password-same': 'password',
  'secret/passcode-weak': 'passcode',
  'secret/passcode-same': 'passcode',
  'credentials/name-missing': 'email',
  'credentials/expiry-in-the-past': 'day',
  'user/username-taken': 'username',
  'user/username-malformed': 'username',
  'user/email-taken': 'email',
  'user/email-malformed': 'email',
};
