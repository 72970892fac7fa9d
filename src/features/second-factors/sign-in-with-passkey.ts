import { door } from '#kernel/door.ts';
import { cookieValue } from '#kernel/http.ts';
import { Refusal } from '#kernel/refusal.ts';
import { newToken } from '#kernel/secrets.ts';
import { clinicAt } from '../clinics/public.ts';
import { SignInWithPasskey } from './contract.ts';
import * as store from './door-store.ts';
import { whoShows } from './shown-passkey.ts';

/**
 * Opens a session for whoever holds a passkey and has shown the device who they are: two factors in one act, so neither
 * password nor second step follows. The answer is the same whatever stands against it.
 */
export const signInWithPasskey = door(
  SignInWithPasskey,
  async (pool, { passkey: shown }, { host, origin, agent, tokenHash: oldHash }) => {
    const clinic = await clinicAt(pool, host);
    if (!clinic) throw new Refusal('clinic/not-found');
    const { clinicId } = clinic;
    const { passkey, counter } = await whoShows(pool, shown, { clinicId, askedBy: oldHash, verified: true });
    const { secret, hash: tokenHash } = newToken();
    const tried = await store.trySignIn(pool, { clinicId, passkey, counter, tokenHash, origin, agent, oldHash });
    if (tried.said !== 'done' || !passkey) throw new Refusal('second-factor/passkey-refused');
    const { userId } = passkey;
    return { output: { userId, limited: tried.limited }, session: cookieValue(clinicId, userId, secret) };
  },
);
