import type { Pool } from 'pg';
import type { Id } from '#kernel/brand.ts';
import { type Actor, bind, commit, type Tx } from '#kernel/db.ts';

/** A set that follows its criteria, and what tells whether that is due. */
export interface KeptSet {
  readonly clinicId: Id<'clinic'>;
  readonly setId: Id<'set'>;
  /** The day in its clinic. */
  readonly today: string;
  /** Another one when patients have changed. */
  readonly mark: string;
}

/** The sets that follow their criteria, of every clinic. */
export async function keptSets(pool: Pool): Promise<KeptSet[]> {
  const { rows } = await pool.query<KeptSet>(
    'select clinic_id as "clinicId", set_id as "setId", today, mark from sets_to_keep()',
  );
  return rows;
}

/**
 * Lets the next set whose keeper cannot keep it any more go on in an administrator's name, and tells the administrators.
 * Answers which set that was, or nothing where all are in good hands.
 */
export async function keepInOtherHands(pool: Pool): Promise<string | null> {
  const { rows } = await pool.query<{ setId: string | null }>('select keep_next_set_in_other_hands() as "setId"');
  return rows[0]?.setId ?? null;
}

const ENTRY = `insert into audit_entry (clinic_id, actor_id, action, outcome, facts) values ($1, $2, 'patient-sets.update-set', 'done', $3)`;

/**
 * Does something to a kept set in the name of its keeper, in one transaction with its entry; what answers no facts is
 * undone. Says whether something was done.
 */
export async function asKeeper(
  pool: Pool,
  { clinicId, setId }: KeptSet,
  work: (tx: Tx, keeper: Actor) => Promise<object | undefined>,
): Promise<boolean> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('begin');
    // Whoever owns the tables would see past the blocks of the keeper.
    await client.query('set local role custodian_app');
    const { rows } = await client.query<{ keeper: Id<'user'> | null }>('select enter_to_keep($1, $2) as keeper', [
      clinicId,
      setId,
    ]);
    const id = rows[0]?.keeper;
    const facts =
      id &&
      (await work(
        bind(client, () => Promise.resolve()),
        { clinicId, id },
      ));
    if (!facts) {
      await client.query('rollback');
      return false;
    }
    await client.query(ENTRY, [clinicId, id, JSON.stringify(facts)]);
    await commit(client);
    return true;
  } catch (error) {
    await client.query('rollback').catch((lost: Error) => {
      broken = lost;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}
