import { sql } from 'kysely';
import type { Id } from '#kernel/brand.ts';
import type { Actor, Tx } from '#kernel/db.ts';
import { type PersonRow, person } from './receipt-store.ts';

interface Undoable {
  readonly leaverId: Id<'user'>;
  readonly until: string;
  readonly late: boolean;
  readonly leaverActive: boolean;
  readonly undone: {
    readonly at: string;
    readonly by: PersonRow;
    readonly items: number;
    readonly reason: string;
  } | null;
}

/** Whether and until when a hand-over can be undone. */
export async function undoable(tx: Tx, handoverId: Id<'handover'>): Promise<Undoable | undefined> {
  const { rows } = await sql<Undoable>`
    select l.leaver_id as "leaverId", l.at + c.undo_hours * interval '1 hour' as until,
           now() >= l.at + c.undo_hours * interval '1 hour' as late,
           exists (select from active_user a where a.user_id = l.leaver_id) as "leaverActive",
           (select jsonb_build_object('at', h.at, 'by', ${person('h.actor_id')}, 'items', h.items, 'reason', h.reason)
              from handover_undo h where h.handover_id = l.handover_id) as undone
      from handover l join clinic c using (clinic_id) where l.handover_id = ${handoverId}`.execute(tx);
  return rows[0];
}

/** Of each kind: what moved, and what could be given back. */
export async function previewUndo(tx: Tx, handoverId: Id<'handover'>) {
  const { rows } = await sql<{ kind: string; items: number; untouched: number; digest: string }>`
    select kind, items, untouched, digest from preview_undo(${handoverId})`.execute(tx);
  return rows;
}

/** Gives back what nobody has touched of one kind, and says how many items that were. */
export async function takeBack(tx: Tx, handoverId: Id<'handover'>, kind: string): Promise<number> {
  const { rows } = await sql<{ items: number }>`select take_back_work(${kind}, ${handoverId}) as items`.execute(tx);
  return rows[0]?.items ?? 0;
}

export const recordUndo = (
  tx: Tx,
  actor: Actor,
  undo: { readonly handoverId: Id<'handover'>; readonly reason: string; readonly items: number },
) =>
  tx
    .insertInto('handover_undo')
    .values({
      clinic_id: actor.clinicId,
      handover_id: undo.handoverId,
      actor_id: actor.id,
      reason: undo.reason,
      items: undo.items,
    })
    .execute();
