import { sql } from 'kysely';
import type { Id } from '#kernel/brand.ts';
import type { Tx } from '#kernel/db.ts';
import type { Counted } from './store.ts';
import type { How } from './work-kind.ts';

export interface PersonRow {
  readonly userId: Id<'user'>;
  readonly name: string;
  readonly deactivated: boolean;
}

/** Somebody as history names them, of a row `h`. */
export const person = (user: string) => sql<PersonRow>`
  (select jsonb_build_object('userId', p.user_id, 'name', p.first_name || ' ' || p.last_name,
                             'deactivated', not exists (select from active_user a where a.clinic_id = p.clinic_id and a.user_id = p.user_id))
     from clinic_user p where p.clinic_id = h.clinic_id and p.user_id = ${sql.ref(user)})`;

export async function readHandover(tx: Tx, handoverId: Id<'handover'>) {
  const { rows } = await sql<{
    at: string;
    reason: string;
    sessionsEnded: number;
    disconnected: string[];
    digest: string | null;
    counted: Counted;
    leaver: PersonRow;
    actor: PersonRow;
  }>`
    select h.at, h.reason, h.sessions_ended as "sessionsEnded", h.disconnected, h.digest, h.counted,
           ${person('h.leaver_id')} as leaver, ${person('h.actor_id')} as actor
      from handover h where h.handover_id = ${handoverId}`.execute(tx);
  return rows[0];
}

/** What moved to whom, counted from the ledger. */
export async function ledgerLines(tx: Tx, handoverId: Id<'handover'>) {
  const { rows } = await sql<{ kind: string; disposition: How; successor: PersonRow | null; items: number }>`
    select h.kind, h.disposition, ${person('h.successor_id')} as successor, h.items
      from (select clinic_id, kind, disposition, successor_id, count(*)::int as items from handover_item
             where handover_id = ${handoverId} group by 1, 2, 3, 4) h
     order by h.kind, h.disposition, h.items desc`.execute(tx);
  return rows;
}

/** What each successor took over, by kind, and from whom. */
export async function takenOver(tx: Tx, handoverId: Id<'handover'>, leaverId: Id<'user'>) {
  const { rows } = await sql<{
    userId: Id<'user'>;
    leaver: string;
    work: { kind: string; items: number }[];
  }>`
    select i.successor_id as "userId", u.first_name || ' ' || u.last_name as leaver,
           jsonb_agg(jsonb_build_object('kind', i.kind, 'items', i.items) order by i.kind) as work
      from (select successor_id, kind, count(*)::int as items from handover_item
             where handover_id = ${handoverId} and successor_id is not null group by 1, 2) i
      join clinic_user u on u.user_id = ${leaverId} group by 1, 2`.execute(tx);
  return rows;
}

interface ReceiptItem {
  readonly kind: string;
  readonly itemId: string;
  readonly disposition: How;
  readonly successor: string | null;
  readonly backAt: string | null;
}

/**
 * Whether an item of the ledger, aliased `i`, is a patient whose master file is closed to the actor: being MRP is
 * work that has the patient's own id.
 */
const isClosedPatient = sql<boolean>`exists (
  select from own_closed_patient b where b.clinic_id = i.clinic_id and b.patient_id = i.item_id)`;

/** The items of a hand-over but for those that are patients closed to the actor. */
export async function ledgerItems(
  tx: Tx,
  handoverId: Id<'handover'>,
  beyond: readonly unknown[] | undefined,
  most: number,
) {
  const { rows } = await sql<ReceiptItem>`
    select i.kind, i.item_id as "itemId", i.disposition, s.first_name || ' ' || s.last_name as successor, i.undone_at as "backAt"
      from handover_item i left join clinic_user s on s.clinic_id = i.clinic_id and s.user_id = i.successor_id
     where i.handover_id = ${handoverId} and not ${isClosedPatient}
       and ${beyond ? sql`(i.kind, i.item_id) > (${beyond[0]}, ${beyond[1]}::uuid)` : sql`true`}
     order by i.kind, i.item_id limit ${most}`.execute(tx);
  return rows;
}

export async function lastDeparture(tx: Tx, userId: Id<'user'>) {
  const { rows } = await sql<{
    handoverId: Id<'handover'>;
    at: string;
    by: { userId: Id<'user'>; name: string; deactivated: boolean };
    reason: string;
    roles: { roleId: Id<'role'>; name: string }[];
    sites: { siteId: Id<'site'>; name: string }[];
    blocks: { blockId: Id<'block'>; name: string; reason: string; laidAt: string; endsAt: string | null }[];
  }>`
    select h.handover_id as "handoverId", h.at, h.reason,
           jsonb_build_object('userId', u.user_id, 'name', u.first_name || ' ' || u.last_name,
                              'deactivated', not exists (select from active_user a where a.clinic_id = u.clinic_id and a.user_id = u.user_id)) as by,
           coalesce((select jsonb_agg(jsonb_build_object('roleId', r.role_id, 'name', r.name) order by r.name) from role r
                      where r.clinic_id = h.clinic_id and r.role_id = any(h.former_roles)), '[]') as roles,
           coalesce((select jsonb_agg(jsonb_build_object('siteId', s.site_id, 'name', s.name) order by s.name) from site s
                      where s.clinic_id = h.clinic_id and s.site_id = any(h.former_sites) and s.closed_at is null), '[]') as sites,
           coalesce((select jsonb_agg(jsonb_build_object('blockId', b.block_id, 'name', s.name, 'reason', b.reason, 'laidAt', b.laid_at, 'endsAt', b.ends_at) order by lower(s.name))
                       from chart_block b join patient_set s using (clinic_id, set_id)
                      where b.clinic_id = h.clinic_id and b.user_id = h.leaver_id and b.lifted_at is null
                        and (b.ends_at is null or b.ends_at > now())), '[]') as blocks
      from handover h join clinic_user u on u.clinic_id = h.clinic_id and u.user_id = h.actor_id
     where h.leaver_id = ${userId} order by h.at desc limit 1`.execute(tx);
  return rows[0];
}

/** The head of a receipt on paper, names and times as they were on the day. */
export interface PaperFacts {
  readonly handoverId: string;
  readonly leaverId: Id<'user'>;
  readonly clinicName: string;
  readonly leaverName: string;
  readonly actorName: string;
  readonly at: string;
  readonly timeZone: string;
  readonly reason: string;
  readonly before: number;
  /** As it was sealed. */
  readonly digest: string | null;
  readonly sums: readonly {
    readonly kind: string;
    readonly disposition: How;
    readonly successor: string | null;
    readonly items: number;
  }[];
  readonly undone: { readonly items: number; readonly at: string } | null;
  /** Keys of the provider fields that were disconnected. */
  readonly disconnected: readonly string[];
}

export async function paperFacts(tx: Tx, handoverId: Id<'handover'>): Promise<PaperFacts | undefined> {
  const { rows } = await sql<PaperFacts>`
    select h.handover_id as "handoverId", h.leaver_id as "leaverId", h.paper ->> 'clinic' as "clinicName", h.paper -> 'names' ->> h.leaver_id::text as "leaverName",
           h.paper -> 'names' ->> h.actor_id::text as "actorName", h.paper ->> 'at' as at, h.paper ->> 'timeZone' as "timeZone", h.reason, h.disconnected,
           (select coalesce(sum((o ->> 'items')::int), 0)::int from jsonb_array_elements(h.counted -> 'kinds') o) as before, h.digest,
           (select coalesce(jsonb_agg(jsonb_build_object('kind', i.kind, 'disposition', i.disposition, 'items', i.items,
                                                         'successor', h.paper -> 'names' ->> i.successor_id::text) order by i.kind, i.disposition, i.items desc), '[]')
              from (select kind, disposition, successor_id, count(*)::int as items from handover_item
                     where handover_id = ${handoverId} group by 1, 2, 3) i) as sums,
           (select jsonb_build_object('items', u.items, 'at', to_char(u.at at time zone (h.paper ->> 'timeZone'), 'YYYY-MM-DD HH24:MI:SS'))
              from handover_undo u where u.handover_id = h.handover_id) as undone
      from handover h where h.handover_id = ${handoverId}`.execute(tx);
  return rows[0];
}

/** How many items of a hand-over are patients whose master files are closed to the actor. */
export async function closedItems(tx: Tx, handoverId: Id<'handover'>): Promise<number> {
  const { rows } = await sql<{ items: number }>`
    select count(*)::int as items from handover_item i
     where i.handover_id = ${handoverId} and i.kind = 'mrp-patient' and ${isClosedPatient}`.execute(tx);
  return rows[0]?.items ?? 0;
}

/** The lines of a receipt's table, as its file holds them; without those that are closed to the actor, which are counted. */
export async function paperLines(tx: Tx, handoverId: Id<'handover'>) {
  const { rows } = await sql<{ line: string }>`
    select i.line from (select (select current_clinic()) as clinic_id, l.* from receipt_lines(${handoverId}) l) i
     where not ${isClosedPatient} order by i.kind, i.item_id`.execute(tx);
  return { lines: rows.map(({ line }) => line), closed: await closedItems(tx, handoverId) };
}

/** How many patients of cancelled appointments were written to, and how many were not. */
export async function toldAndNot(tx: Tx, handoverId: Id<'handover'>) {
  const { rows } = await sql<{ told: number; toCall: number }>`
    select count(told_at)::int as told, (count(*) - count(told_at))::int as "toCall" from handover_item
     where handover_id = ${handoverId} and kind = 'appointment' and disposition = 'cancel'`.execute(tx);
  return rows[0] ?? { told: 0, toCall: 0 };
}

/** Patients who have not been written to, as far as the actor may see them: whoever would come first, first. */
export async function toCall(
  tx: Tx,
  handoverId: Id<'handover'>,
  {
    beyond: [startsAt = null, itemId = null] = [],
    most,
  }: { readonly beyond: readonly unknown[] | undefined; readonly most: number },
) {
  const { rows } = await sql<{
    itemId: string;
    startsAt: string | null;
    /** To the microsecond, for the page after; null where the visit is closed to the actor. */
    exactly: string | null;
    name: string | null;
    phone: string;
  }>`
    select i.item_id as "itemId", a.starts_at as "startsAt", a.starts_at::text as exactly, p.first_name || ' ' || p.last_name as name,
           coalesce(nullif(p.cell_phone, ''), p.phone, '') as phone
      from handover_item i left join appointment a on a.appointment_id = i.item_id left join patient p on p.patient_id = a.patient_id
     where i.handover_id = ${handoverId} and i.kind = 'appointment' and i.disposition = 'cancel' and i.told_at is null
       and (${itemId}::uuid is null or (coalesce(a.starts_at, 'infinity'), i.item_id) > (coalesce(${startsAt}::timestamptz, 'infinity'), ${itemId}))
     order by coalesce(a.starts_at, 'infinity'), i.item_id limit ${most}`.execute(tx);
  return rows;
}

/** Writes to the patients whose appointments were cancelled, where that can be done; says to how many. */
export async function tellPatients(tx: Tx, handoverId: Id<'handover'>): Promise<number> {
  const { rows } = await sql<{ told: number }>`select tell_patients(${handoverId}) as told`.execute(tx);
  return rows[0]?.told ?? 0;
}
