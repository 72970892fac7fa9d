import { sql } from 'kysely';
import type { Pool } from 'pg';
import type { Id } from '#kernel/brand.ts';
import { type Actor, bind, commit, type Tx, withPatience } from '#kernel/db.ts';

/** Somebody whose last day has come. */
export interface Due {
  readonly clinicId: Id<'clinic'>;
  readonly userId: Id<'user'>;
}

/** What came of a last day, for the log: nobody acted. */
export interface Outcome {
  readonly action: 'last-day.leave' | 'last-day.lock';
  readonly reason: string;
  readonly facts: object;
}

/** A hand-over may be large. */
const PATIENCE_SECONDS = 600;

/** Whose last day has come, in every clinic. */
export async function lastDaysDue(pool: Pool): Promise<Due[]> {
  const { rows } = await pool.query<Due>('select clinic_id as "clinicId", user_id as "userId" from last_days_due()');
  return rows;
}

/**
 * Ends a last day in one transaction with its entry, with the rights of the administrator who set it. Does nothing where it is
 * not due any more.
 */
export async function asDue(
  pool: Pool,
  { clinicId, userId }: Due,
  work: (tx: Tx, actor: Actor) => Promise<Outcome>,
): Promise<void> {
  const client = withPatience(await pool.connect(), PATIENCE_SECONDS);
  let broken: Error | undefined;
  try {
    await client.query('begin');
    // Whoever owns the tables would see past the policies.
    await client.query('set local role custodian_app');
    const entered = await client.query<{ actor: Id<'user'> | null }>('select enter_for_last_day($1, $2) as actor', [
      clinicId,
      userId,
    ]);
    const id = entered.rows[0]?.actor;
    if (id) {
      const tx = bind(client, () => Promise.resolve());
      const { action, reason, facts } = await work(tx, { clinicId, id });
      await sql`select record_last_day(${userId}, ${action}, ${reason}, ${JSON.stringify(facts)}::jsonb)`.execute(tx);
    }
    await commit(client);
  } catch (error) {
    await client.query('rollback').catch((lost: Error) => {
      broken = lost;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

/** Tells every administrator who can sign in. */
export const tellAdministrators = (tx: Tx, facts: object) =>
  sql`select tell_administrators('last-day-work-left', ${JSON.stringify(facts)}::jsonb)`.execute(tx);

/** Writes the next reminder of a last day, in any clinic, with its entry; says whether there was one. */
export async function remindNext(pool: Pool): Promise<boolean> {
  const { rows } = await pool.query<{ reminded: boolean }>('select remind_next_of_last_day() as reminded');
  return rows[0]?.reminded ?? false;
}
