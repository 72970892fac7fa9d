import type { Pool } from 'pg';
import type { Id } from '#kernel/brand.ts';
import type { PasswordPolicy } from '../clinics/contract.ts';
import type { HashedSecrets } from './store.ts';

interface Invited {
  readonly userId: Id<'user'>;
  readonly firstName: string;
  readonly lastName: string;
  readonly username: string | null;
  readonly email: string | null;
  readonly clinicName: string;
  readonly policy: PasswordPolicy;
}

/** Whom a link invites, while it is good; nothing says why it is not. */
export async function findInvited(pool: Pool, clinicId: Id<'clinic'>, tokenHash: Buffer): Promise<Invited | undefined> {
  const { rows } = await pool.query<Invited>(
    `select user_id as "userId", first_name as "firstName", last_name as "lastName", username, email,
            clinic_name as "clinicName", password_policy as policy from invited($1, $2)`,
    [clinicId, tokenHash],
  );
  return rows[0];
}

interface Accepting extends HashedSecrets {
  readonly clinicId: Id<'clinic'>;
  readonly tokenHash: Buffer;
  readonly origin: string;
}

/** Uses an invitation up, with its entry; says whether it was still there. */
export async function accept(
  pool: Pool,
  { clinicId, tokenHash, passwordHash, passcodeHash, origin }: Accepting,
): Promise<boolean> {
  const { rows } = await pool.query<{ accepted: boolean }>('select accept_invitation($1, $2, $3, $4, $5) as accepted', [
    clinicId,
    tokenHash,
    passwordHash,
    passcodeHash,
    origin,
  ]);
  return rows[0]?.accepted ?? false;
}

interface RefusedTry {
  readonly clinicId: Id<'clinic'>;
  readonly tokenHash: Buffer;
  readonly action: string;
  /** Left out where the link itself is good no more. */
  readonly reason?: string;
  readonly origin: string;
}

/** The entry of a refused try, where the link tells of a user. */
export const recordRefusedTry = (pool: Pool, { clinicId, tokenHash, action, reason, origin }: RefusedTry) =>
  pool.query('select refuse_invitation($1, $2, $3, $4, $5)', [clinicId, tokenHash, action, reason ?? null, origin]);
