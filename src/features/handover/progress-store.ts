import { sql } from 'kysely';
import type { Id } from '#kernel/brand.ts';
import type { Actor, Tx } from '#kernel/db.ts';

/**
 * What the connection of this actor's hand-over for this leaver is called while it runs, or of its undo: there is never one
 * of both. The step stands behind it.
 */
const nameOf = ({ clinicId, id }: Actor, leaverId: Id<'user'>) =>
  sql<string>`'hand-over ' || md5(${clinicId}::text || ${id}::text || ${leaverId}::text) || ' '`;

const running = (actor: Actor, leaverId: Id<'user'>) => sql`
  from pg_stat_activity where datname = current_database() and starts_with(application_name, ${nameOf(actor, leaverId)})`;

/**
 * Shows others how far the transaction is, by the name of its connection: seen at once, though nothing is committed, and
 * gone with the transaction however that ends.
 */
export const noteStep = (tx: Tx, actor: Actor, { leaverId, step }: { leaverId: Id<'user'>; step: number }) =>
  sql`select set_config('application_name', ${nameOf(actor, leaverId)} || ${step}::int, true)`.execute(tx);

/** At which step it is; null where none runs. */
export async function stepOf(tx: Tx, actor: Actor, leaverId: Id<'user'>): Promise<number | null> {
  const { rows } = await sql<{ step: number | null }>`
    select max(split_part(application_name, ' ', 3)::int) as step ${running(actor, leaverId)}`.execute(tx);
  return rows[0]?.step ?? null;
}

/** Stops the statement that the hand-over is at; says whether one runs. Where it is between two, nothing is stopped. */
export async function stopRunning(tx: Tx, actor: Actor, leaverId: Id<'user'>): Promise<boolean> {
  await sql`select pg_stat_clear_snapshot()`.execute(tx); // what a transaction has seen of others it sees again
  const { rows } = await sql`select pg_cancel_backend(pid) ${running(actor, leaverId)}`.execute(tx);
  return rows.length > 0;
}
