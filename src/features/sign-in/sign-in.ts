import type { Id } from '#kernel/brand.ts';
import { door } from '#kernel/door.ts';
import { cookieValue } from '#kernel/http.ts';
import { Refusal } from '#kernel/refusal.ts';
import { newToken, secretFits } from '#kernel/secrets.ts';
import { clinicAt } from '../clinics/public.ts';
import { SignIn } from './contract.ts';
import * as store from './store.ts';

/**
 * Opens a session for whoever knows the secrets that are asked for where they are. Both hashes are always computed and
 * every try is written down, so that neither the answer nor its time says what was wrong.
 */
export const signIn = door(
  SignIn,
  async (pool, { username, password, passcode }, { host, origin, agent, tokenHash: oldHash }) => {
    const clinic = await clinicAt(pool, host);
    if (!clinic) throw new Refusal('clinic/not-found');
    const clinicId: Id<'clinic'> = clinic.clinicId;
    const candidate = await store.findCandidate(pool, clinicId, username.trim());
    const [passwordFits, passcodeFits] = await Promise.all([
      secretFits(password, candidate?.password_hash),
      secretFits(passcode, candidate?.passcode_hash),
    ]);
    const { secret, hash } = newToken();
    const userId = candidate?.user_id;
    const fits = { passwordFits, passcodeFits };
    const opened = await store.trySignIn(pool, { clinicId, userId, ...fits, tokenHash: hash, oldHash, origin, agent });
    if (!opened || !userId) throw new Refusal('sign-in/failed');
    const { limited } = opened;
    return { output: { userId, limited }, session: cookieValue(clinicId, userId, secret) };
  },
);
