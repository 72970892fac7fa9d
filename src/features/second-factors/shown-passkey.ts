import type { Pool } from 'pg';
import type { Id } from '#kernel/brand.ts';
import type { ShownPasskey } from './contract.ts';
import * as store from './door-store.ts';
import { challengeOf, checkShown } from './passkey.ts';

interface At {
  readonly clinicId: Id<'clinic'>;
  readonly askedBy: Buffer | undefined;
  readonly verified: boolean;
}

/** Whose passkey it is, and its counter where it has signed a challenge of this browser, here and now. */
export async function whoShows(pool: Pool, shown: ShownPasskey, { clinicId, askedBy, verified }: At) {
  const challenge = challengeOf(shown);
  const [asked, passkey] = await Promise.all([
    challenge && store.useChallenge(pool, clinicId, challenge, askedBy),
    store.findPasskey(pool, clinicId, shown.credentialId),
  ]);
  if (!challenge || !asked || !passkey) return { passkey, counter: undefined };
  return { passkey, counter: await checkShown(shown, passkey, { challenge, ...asked, verified }) };
}
