import type { Pool } from 'pg';
import type { Id } from '#kernel/brand.ts';
import type { Limit } from '#kernel/contract.ts';
import type { KnownPasskey } from './passkey.ts';

interface NewChallenge {
  readonly challenge: Buffer;
  /** The session that the browser has, if it has one: only it may answer. */
  readonly askedBy: Buffer | undefined;
  readonly rpId: string;
  readonly address: string;
}

export const makeChallenge = (
  pool: Pool,
  clinicId: Id<'clinic'>,
  { challenge, askedBy, rpId, address }: NewChallenge,
) => pool.query('select make_challenge($1, $2, $3, $4, $5)', [clinicId, challenge, askedBy ?? null, rpId, address]);

/** Uses a challenge up, whatever comes of it; nothing when it is not good here and now. */
export async function useChallenge(
  pool: Pool,
  clinicId: Id<'clinic'>,
  challenge: string,
  askedBy: Buffer | undefined,
): Promise<{ rpId: string; origin: string } | undefined> {
  const { rows } = await pool.query<{ rpId: string; origin: string }>(
    'select rp_id as "rpId", address as origin from use_challenge($1, $2, $3)',
    [clinicId, Buffer.from(challenge, 'base64url'), askedBy ?? null],
  );
  return rows[0];
}

export interface FoundPasskey extends KnownPasskey {
  readonly userId: Id<'user'>;
  readonly passkeyId: Id<'passkey'>;
}

export async function findPasskey(
  pool: Pool,
  clinicId: Id<'clinic'>,
  credentialId: string,
): Promise<FoundPasskey | undefined> {
  const { rows } = await pool.query<FoundPasskey>(
    `select user_id as "userId", passkey_id as "passkeyId", public_key as "publicKey", counter, rp_id as "rpId"
       from passkey_to_check($1, $2)`,
    [clinicId, Buffer.from(credentialId, 'base64url')],
  );
  return rows[0];
}

/** Whose session waits for its second step. */
export async function atSecondStep(
  pool: Pool,
  clinicId: Id<'clinic'>,
  tokenHash: Buffer | undefined,
): Promise<Id<'user'> | undefined> {
  const { rows } = await pool.query<{ userId: Id<'user'> | null }>('select second_step($1, $2) as "userId"', [
    clinicId,
    tokenHash ?? null,
  ]);
  return rows[0]?.userId ?? undefined;
}

/** The hash of a recovery code of whoever is at the second step. */
export async function recoveryHash(
  pool: Pool,
  clinicId: Id<'clinic'>,
  tokenHash: Buffer | undefined,
  selector: string,
): Promise<string | undefined> {
  const { rows } = await pool.query<{ hash: string }>('select hash from recovery_code_to_check($1, $2, $3)', [
    clinicId,
    tokenHash ?? null,
    selector,
  ]);
  return rows[0]?.hash;
}

/** What has become of a try. */
export interface Tried {
  readonly said: string;
  readonly userId: Id<'user'> | null;
  readonly limited: Limit | null;
}

interface Given {
  readonly clinicId: Id<'clinic'>;
  readonly tokenHash: Buffer | undefined;
  readonly kind: 'authenticator' | 'recovery-code' | 'passkey';
  /** The code, the selector, or the passkey's id. */
  readonly given: string;
  readonly fits: boolean;
  readonly counter?: number;
  readonly newHash: Buffer;
  /** Under which name it is written down. */
  readonly action: string;
  readonly origin: string;
}

/** One try at the second step, counted, with its entry. */
export async function giveFactor(pool: Pool, given: Given): Promise<Tried> {
  const { rows } = await pool.query<Tried>(
    `select said, user_id as "userId", limited from give_second_factor($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      given.clinicId,
      given.tokenHash ?? null,
      given.kind,
      given.given,
      given.fits,
      given.counter ?? 0,
      given.newHash,
      given.action,
      given.origin,
    ],
  );
  return rows[0] ?? { said: 'ended', userId: null, limited: null };
}

interface PasskeyTry {
  readonly clinicId: Id<'clinic'>;
  readonly passkey: FoundPasskey | undefined;
  /** Nothing when the signature does not hold. */
  readonly counter: number | undefined;
  readonly tokenHash: Buffer;
  readonly origin: string;
  readonly agent: string;
  /** The browser's session from before, which ends. */
  readonly oldHash: Buffer | undefined;
}

/** One try to sign in by a passkey alone, with its entry. */
export async function trySignIn(
  pool: Pool,
  { clinicId, passkey, counter, tokenHash, origin, agent, oldHash }: PasskeyTry,
): Promise<Omit<Tried, 'userId'>> {
  const { rows } = await pool.query<Omit<Tried, 'userId'>>(
    'select said, limited from sign_in_with_passkey($1, $2, $3, $4, $5, $6, $7, $8, $9)',
    [
      clinicId,
      passkey?.userId ?? null,
      passkey?.passkeyId ?? null,
      counter !== undefined,
      counter ?? 0,
      tokenHash,
      origin,
      agent,
      oldHash ?? null,
    ],
  );
  return rows[0] ?? { said: 'unknown', limited: null };
}
