import { door } from '#kernel/door.ts';
import { Refusal } from '#kernel/refusal.ts';
import { hashOfToken } from '#kernel/secrets.ts';
import { clinicAt } from '../clinics/public.ts';
import { AcceptInvitation } from './contract.ts';
import { hashSecrets } from './give-login.ts';
import { accept, findInvited } from './invitation-store.ts';
import { wordsAround } from './rules.ts';

/** Whoever holds the link chooses both secrets, once. They sign in with them afterwards, like everybody. */
export const acceptInvitation = door(
  AcceptInvitation,
  async (pool, { token, newPassword, newPasscode }, { host, origin }) => {
    const clinic = await clinicAt(pool, host);
    const tokenHash = hashOfToken(token);
    const invited = clinic && (await findInvited(pool, clinic.clinicId, tokenHash));
    if (!invited) throw new Refusal('credentials/invitation-over');
    const measure = { policy: invited.policy, words: wordsAround(invited) };
    const secrets = await hashSecrets(newPassword, newPasscode, measure);
    if (!(await accept(pool, { clinicId: clinic.clinicId, tokenHash, ...secrets, origin }))) {
      throw new Refusal('credentials/invitation-over');
    }
    return { output: {} };
  },
);
