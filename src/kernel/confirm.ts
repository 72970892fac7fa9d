import type { Pool, PoolClient } from 'pg';
import type { Id } from './brand.ts';
import type { Caller } from './db.ts';
import { Refusal } from './refusal.ts';
import { secretFits } from './secrets.ts';

const CANDIDATE = 'select password_hash from password_to_confirm($1, $2, $3)';
const FAILED = 'select confirmation_failed($1, $2, $3, $4, $5, $6)';

/** What is asked for, and whom it is about. */
interface Asked {
  readonly action: string;
  readonly subjectUserId?: Id<'user'> | null | undefined;
}

/**
 * Makes sure that it is the actor who sits at the keyboard: their password, again. Wrong ones
 * count like those at sign-in. Somebody at the machine itself has no session and is not asked.
 *
 * @throws {Refusal} `confirmation/password-missing`, `confirmation/password-wrong`, `session/ended`.
 */
export async function confirm(
  pool: Pool,
  caller: Caller,
  { action, subjectUserId = null }: Asked,
  password: string | undefined,
): Promise<void> {
  const { clinicId, id, tokenHash, origin } = caller;
  if (!tokenHash) return;
  if (password === undefined || password === '') throw new Refusal('confirmation/password-missing');
  const { rows } = await pool.query<{ password_hash: string }>(CANDIDATE, [clinicId, id, tokenHash]);
  const [known] = rows;
  if (!known) throw new Refusal('session/ended');
  if (await secretFits(password, known.password_hash)) return;
  await pool.query(FAILED, [clinicId, id, tokenHash, action, subjectUserId, origin]);
  throw new Refusal('confirmation/password-wrong');
}

const FORGET = 'update credentials set failed_tries = 0 where user_id = $1 and failed_tries > 0';

/** The right password begins the count of wrong ones again; sent in the act's own transaction, with its entry. */
export const confirmed = (client: PoolClient, { id, tokenHash }: Caller): Promise<unknown> =>
  tokenHash ? client.query(FORGET, [id]) : Promise.resolve();
