import { door } from '#kernel/door.ts';
import { Refusal } from '#kernel/refusal.ts';
import { hashOfToken } from '#kernel/secrets.ts';
import { AcceptInvitation } from './contract.ts';
import { hashSecrets } from './give-login.ts';
import { accept } from './invitation-store.ts';
import { orRecorded, throughLink } from './invited.ts';
import { wordsAround } from './rules.ts';

/** Whoever holds the link chooses both secrets, once. They sign in with them afterwards, like everybody. */
export const acceptInvitation = door(
  AcceptInvitation,
  async (pool, { token, newPassword, newPasscode }, { host, origin }) => {
    const way = { tokenHash: hashOfToken(token), action: AcceptInvitation.name, origin };
    const { clinicId, invited } = await throughLink(pool, host, way);
    await orRecorded(pool, { clinicId, ...way }, async () => {
      const measure = { policy: invited.policy, words: wordsAround(invited) };
      const secrets = await hashSecrets(newPassword, newPasscode, measure);
      const accepted = await accept(pool, { clinicId, tokenHash: way.tokenHash, ...secrets, origin });
      if (!accepted) throw new Refusal('credentials/invitation-over');
    });
    return { output: {} };
  },
);
