import { sql } from 'kysely';
import type { Pool } from 'pg';
import type { Id } from '#kernel/brand.ts';
import type { Limit } from '#kernel/contract.ts';
import type { Tx } from '#kernel/db.ts';
import type { PasswordPolicy } from '../clinics/contract.ts';

interface Candidate {
  readonly user_id: Id<'user'>;
  /** None while an invitation waits. */
  readonly password_hash: string | null;
  readonly passcode_hash: string | null;
}

/** Whoever signs in under this username or email, active or not known to be anything else. */
export async function findCandidate(pool: Pool, clinicId: Id<'clinic'>, name: string): Promise<Candidate | undefined> {
  const { rows } = await pool.query<Candidate>(
    'select user_id, password_hash, passcode_hash from sign_in_candidate($1, $2)',
    [clinicId, name],
  );
  return rows[0];
}

interface Said {
  readonly said: string;
  readonly limited: Limit | null;
}

interface Try {
  readonly clinicId: Id<'clinic'>;
  readonly userId: Id<'user'> | undefined;
  readonly passwordFits: boolean;
  /** Counts only where the clinic asks for it. */
  readonly passcodeFits: boolean;
  readonly tokenHash: Buffer;
  /** The browser's session from before, which ends. */
  readonly oldHash: Buffer | undefined;
  readonly origin: string;
  readonly agent: string;
}

/** One try at the door, counted, with its entry; where a session was opened, what it is limited by. */
export async function trySignIn(
  pool: Pool,
  { clinicId, userId, passwordFits, passcodeFits, tokenHash, oldHash, origin, agent }: Try,
): Promise<{ limited: Limit | null } | undefined> {
  const { rows } = await pool.query<Said>('select said, limited from sign_in($1, $2, $3, $4, $5, $6, $7, $8)', [
    clinicId,
    userId ?? null,
    passwordFits,
    passcodeFits,
    tokenHash,
    origin,
    agent,
    oldHash ?? null,
  ]);
  const [answer] = rows;
  return answer?.said === 'done' ? answer : undefined;
}

export async function readSession(tx: Tx, userId: Id<'user'>, tokenHash: Buffer | undefined) {
  const { rows } = await sql<{
    first_name: string;
    last_name: string;
    type: string;
    name: string;
    province: string;
    time_zone: string;
    offsets: { from: string; minutes: number }[];
    today: string;
    idle_limit_minutes: number;
    password_policy: PasswordPolicy;
    service_location_code: string;
    permissions: string[];
    unread: number;
    pool_waiting: number;
    limited: Limit | null;
    login_ends_at: string | null;
  }>`
    select u.first_name, u.last_name, u.type, c.name, c.province, c.time_zone, zone_offsets(c.time_zone) as offsets,
           (now() at time zone c.time_zone)::date as today, c.idle_limit_minutes, c.password_policy, c.service_location_code,
           array(select distinct permission from held_permission h
                  where h.clinic_id = u.clinic_id and h.user_id = u.user_id order by 1) as permissions,
           (select count(*)::int from inbox_item i where i.open_holder_id = any(array(select held_by_actor('message'))) and i.read_at is null
               and (i.snoozed_until is null or i.snoozed_until <= now())) as unread,
           pool_waiting(1000) as pool_waiting,
           session_limit(${tokenHash ?? null}) as limited,
           (select min(e.ends_at) from (select expires_at from credentials where user_id = u.user_id union all select ends_at from last_day where user_id = u.user_id) e(ends_at)
             where e.ends_at < now() + interval '10 days') as login_ends_at
      from clinic_user u join clinic c using (clinic_id) where u.user_id = ${userId}`.execute(tx);
  return rows[0];
}

export const listSessions = (tx: Tx, userId: Id<'user'>, tokenHash: Buffer | undefined) =>
  tx
    .selectFrom('session')
    .select(['session_id', 'begun_at', 'seen_at', 'ends_at', 'origin', 'agent'])
    .select(sql<boolean>`session_id is not distinct from this_session(${tokenHash ?? null})`.as('here'))
    .where('user_id', '=', userId)
    .where(sql<boolean>`idle_until > now() and ends_at > now()`)
    .orderBy('seen_at', 'desc')
    .execute();

/** Ends one session of this user; says whether there was one. */
export async function endSession(tx: Tx, userId: Id<'user'>, sessionId: Id<'session'>): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('session')
    .where('user_id', '=', userId)
    .where('session_id', '=', sessionId)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/** Ends the session that the actor came in by. */
export const endThisSession = (tx: Tx, tokenHash: Buffer | undefined) =>
  sql`select end_this_session(${tokenHash ?? null})`.execute(tx);
