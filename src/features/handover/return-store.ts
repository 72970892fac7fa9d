import { sql } from 'kysely';
import type { Id } from '#kernel/brand.ts';
import type { Actor, Tx } from '#kernel/db.ts';
import { type PersonRow, person } from './receipt-store.ts';
import { blocking } from './work-kind.ts';

interface Leaver {
  readonly leaverId: Id<'user'>;
  readonly active: boolean;
  readonly locked: boolean;
}

/** Whose hand-over it was, and whether that user can hold work by now. */
export async function findLeaver(tx: Tx, handoverId: Id<'handover'>): Promise<Leaver | undefined> {
  const { rows } = await sql<Leaver>`
    select l.leaver_id as "leaverId", a.user_id is not null as active, u.locked_at is not null as locked
      from handover l join clinic_user u on u.clinic_id = l.clinic_id and u.user_id = l.leaver_id
      left join active_user a on a.clinic_id = u.clinic_id and a.user_id = u.user_id
     where l.handover_id = ${handoverId}`.execute(tx);
  return rows[0];
}

/** Of each kind: what moved, what is still to be done, what of that the leaver can take, and what of that was worked on since. */
export async function previewReturn(tx: Tx, handoverId: Id<'handover'>) {
  const { rows } = await sql<{ kind: string; items: number; unfinished: number; able: number; touched: number }>`
    select kind, items, unfinished, able, touched from preview_return(${handoverId}, ${blocking}::text[])`.execute(tx);
  return rows;
}

export async function listReturns(tx: Tx, handoverId: Id<'handover'>) {
  const { rows } = await sql<{ at: string; by: PersonRow; items: number; reason: string }>`
    select h.at, ${person('h.actor_id')} as by, h.items, h.reason from handover_return h
     where h.handover_id = ${handoverId} order by h.at desc limit 100`.execute(tx);
  return rows;
}

export interface Unfinished {
  readonly itemId: Id<'work'>;
  readonly since: string;
  /** To the microsecond, for the page after. */
  readonly exactly: string;
  readonly facet: string | null;
  readonly holder: PersonRow | null;
  readonly conflict: string | null;
  readonly touched: boolean;
}

/** Which items of a kind go back: these, or all but some; what was worked on since only where that is said. */
export interface Returning {
  readonly kind: string;
  readonly itemIds?: readonly Id<'work'>[];
  readonly exceptIds?: readonly Id<'work'>[];
  readonly alsoTouched?: boolean;
}

/** What of one kind is still to be done, longest waiting first. */
export async function listUnfinished(
  tx: Tx,
  handoverId: Id<'handover'>,
  kind: string,
  {
    beyond: [since = null, itemId = null] = [],
    most,
  }: { readonly beyond: readonly unknown[] | undefined; readonly most: number },
): Promise<Unfinished[]> {
  const { rows } = await sql<Unfinished>`
    select r.item_id as "itemId", r.since, r.since::text as exactly, r.facet, r.conflict, r.touched,
           (select ${person('h.user_id')} from clinic_user h where h.user_id = r.holder_id) as holder
      from list_return(${kind}, ${handoverId}, ${since}, ${itemId}, ${most}) r`.execute(tx);
  return rows;
}

/** Gives back what the leaver can take of one kind, and says how many items that were. */
export async function returnWork(
  tx: Tx,
  handoverId: Id<'handover'>,
  { kind, itemIds, exceptIds = [], alsoTouched = false }: Returning,
): Promise<number> {
  const { rows } = await sql<{ items: number }>`
    select return_work(${kind}, ${handoverId}, ${itemIds ?? null}::uuid[], ${exceptIds}::uuid[], ${alsoTouched}, ${blocking}::text[]) as items`.execute(
    tx,
  );
  return rows[0]?.items ?? 0;
}

export const recordReturn = (
  tx: Tx,
  actor: Actor,
  {
    handoverId,
    reason,
    items,
  }: { readonly handoverId: Id<'handover'>; readonly reason: string; readonly items: number },
) =>
  tx
    .insertInto('handover_return')
    .values({ clinic_id: actor.clinicId, handover_id: handoverId, actor_id: actor.id, reason, items })
    .execute();
