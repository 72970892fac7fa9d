import type { Refused } from '#web/api.ts';
import { loginFieldOf } from './login-refusals.ts';

/** A refusal of one's own password stands at the field `own`, one of the login at the login's. */
export const credentialFieldOf = ({ code }: Refused): string | undefined =>
  code.startsWith('confirmation/') ? 'own' : loginFieldOf[code];
