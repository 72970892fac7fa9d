import { sql } from 'kysely';
import type { Id } from '#kernel/brand.ts';
import type { Actor, Tx } from '#kernel/db.ts';
import type { Tally } from './rules.ts';
import { blocking, type How } from './work-kind.ts';

/** A user's open work of one kind, by facet and by what stands against the successor. */
export async function previewKind(
  tx: Tx,
  kind: string,
  leaverId: Id<'user'>,
  successorId: Id<'user'> | null,
): Promise<Tally[]> {
  const { rows } = await sql<Tally>`
    select facet, conflict, items, oldest, digest from ${sql.id(`${kind}_preview`)}(${leaverId}, ${successorId})`.execute(
    tx,
  );
  return rows;
}

interface Moving {
  readonly ledgerId: Id<'handover'>;
  readonly leaverId: Id<'user'>;
  readonly how: How;
  readonly successorId: Id<'user'> | null;
}

/** Moves what can be moved so, writes it to the ledger, and says how many items that were. */
export async function handOverKind(
  tx: Tx,
  kind: string,
  { ledgerId, leaverId, how, successorId }: Moving,
): Promise<number> {
  const { rows } = await sql<{ items: number }>`
    select ${sql.id(`${kind}_hand_over`)}(${ledgerId}, ${leaverId}, ${how}, ${successorId}, ${blocking}::text[]) as items`.execute(
    tx,
  );
  return rows[0]?.items ?? 0;
}

interface Listing {
  readonly holderId: Id<'user'>;
  readonly successorId: Id<'user'> | null;
  readonly beyond: string | null;
  readonly onlyConflicts: boolean;
  readonly most: number;
}

/** Items of one kind by id, without a word of what they say. */
export async function listItems(tx: Tx, kind: string, { holderId, successorId, beyond, onlyConflicts, most }: Listing) {
  const { rows } = await sql<{ itemId: string; facet: string | null; since: string; conflict: string | null }>`
    select item_id as "itemId", facet, since, conflict
      from ${sql.id(`${kind}_items`)}(${holderId}, ${successorId}, ${beyond}, ${onlyConflicts}, ${most})`.execute(tx);
  return rows;
}

/** How many open items each of these users holds, over all kinds. */
export async function countOpenWork(tx: Tx, userIds: readonly Id<'user'>[]) {
  const { rows } = await sql<{ userId: Id<'user'>; kind: string; items: number; oldest: string | null }>`
    select user_id as "userId", kind, items, oldest from count_open_work(${userIds}::uuid[])`.execute(tx);
  return rows;
}

export async function countPool(tx: Tx) {
  const { rows } = await sql<{
    kind: string;
    items: number;
    oldest: string | null;
  }>`select kind, items, oldest from count_pool()`.execute(tx);
  return rows;
}

/** Locked users, longest locked first. */
export async function lockedUsers(tx: Tx) {
  const { rows } = await sql<{ userId: Id<'user'>; name: string }>`
    select u.user_id as "userId", u.first_name || ' ' || u.last_name as name
      from clinic_user u join active_user a using (clinic_id, user_id)
     where u.locked_at is not null order by u.locked_at limit 100`.execute(tx);
  return rows;
}

export async function countSessions(tx: Tx, userId: Id<'user'>): Promise<number> {
  const { rows } = await sql<{ sessions: number }>`
    select count(*)::int as sessions from session where user_id = ${userId} and idle_until > now() and ends_at > now()`.execute(
    tx,
  );
  return rows[0]?.sessions ?? 0;
}

export interface Counted {
  readonly kinds: readonly { readonly kind: string; readonly items: number }[];
  readonly successors: readonly { readonly userId: string; readonly before: number }[];
}

/** Opens the ledger of one hand-over, with what the leaver has today. */
export async function openLedger(
  tx: Tx,
  actor: Actor,
  leaver: { readonly id: Id<'user'>; readonly reason: string; readonly sessions: number; readonly counted: Counted },
): Promise<Id<'handover'>> {
  const { rows } = await sql<{ id: Id<'handover'> }>`
    insert into handover (clinic_id, leaver_id, actor_id, reason, former_roles, former_sites, counted, sessions_ended)
    values (${actor.clinicId}, ${leaver.id}, ${actor.id}, ${leaver.reason},
            array(select role_id from user_role where user_id = ${leaver.id}),
            array(select site_id from site_assignment where user_id = ${leaver.id}),
            ${JSON.stringify(leaver.counted)}, ${leaver.sessions})
    returning handover_id as id`.execute(tx);
  const [row] = rows;
  if (!row) throw new Error('the ledger gave no id');
  return row.id;
}
