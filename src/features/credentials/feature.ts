import type { Feature } from '#kernel/http.ts';
import { acceptInvitation } from './accept-invitation.ts';
import { changeOwnCredentials } from './change-own-credentials.ts';
import { forcePasswordReset } from './force-password-reset.ts';
import { lookAtInvitation } from './look-at-invitation.ts';
import { readCredentials } from './read-credentials.ts';
import { readOwnCredentials } from './read-own-credentials.ts';
import { setCredentials } from './set-credentials.ts';
import { setLoginExpiry } from './set-login-expiry.ts';
import { warnOfExpiry } from './warn-of-expiry.ts';

export const credentials: Feature = {
  commands: [setCredentials, setLoginExpiry, forcePasswordReset, changeOwnCredentials],
  queries: [readCredentials, readOwnCredentials],
  doors: [lookAtInvitation, acceptInvitation],
  jobs: [warnOfExpiry],
};
