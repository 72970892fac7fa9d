import type { Pool } from 'pg';
import type { Id } from '#kernel/brand.ts';
import type { Visit } from '#kernel/door.ts';
import { cookieValue } from '#kernel/http.ts';
import { Refusal } from '#kernel/refusal.ts';
import { newToken } from '#kernel/secrets.ts';
import * as store from './door-store.ts';

interface Shown {
  readonly clinicId: Id<'clinic'>;
  readonly kind: 'authenticator' | 'recovery-code' | 'passkey';
  readonly given: string;
  readonly fits: boolean;
  readonly counter?: number;
  readonly action: string;
}

/**
 * One try at the second step of a sign-in. Right, the session goes on under another token.
 *
 * @throws {Refusal} `second-factor/refused`, `session/ended`.
 */
export async function takeSecondStep(pool: Pool, { tokenHash, origin }: Visit, shown: Shown) {
  const { secret, hash: newHash } = newToken();
  const { said, userId, limited } = await store.giveFactor(pool, { ...shown, tokenHash, newHash, origin });
  if (said === 'ended' || !userId) throw new Refusal('session/ended');
  if (said !== 'done') throw new Refusal('second-factor/refused');
  return { output: { userId, limited }, session: cookieValue(shown.clinicId, userId, secret) };
}
