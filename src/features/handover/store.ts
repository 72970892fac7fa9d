import { sql } from 'kysely';
import type { Id } from '#kernel/brand.ts';
import type { Actor, Tx } from '#kernel/db.ts';
import type { PlanRule } from './contract.ts';
import type { Tally } from './rules.ts';
import { blocking } from './work-kind.ts';

/** A user's open work under a plan, by how it fares; nothing of the kinds of which they hold nothing. */
export async function previewPlan(
  tx: Tx,
  leaverId: Id<'user'>,
  plan: readonly PlanRule[],
): Promise<(Tally & { readonly kind: string })[]> {
  const { rows } = await sql<Tally & { readonly kind: string }>`
    select kind, fits, rule, passed, able, successor, conflict, facet, items, oldest, digest
      from preview_plan(${leaverId}, ${blocking}::text[], ${JSON.stringify(plan)}::jsonb)`.execute(tx);
  return rows;
}

interface Moving {
  readonly ledgerId: Id<'handover'>;
  readonly leaverId: Id<'user'>;
  readonly rules: readonly PlanRule[];
}

/** Moves what these rules place, writes it to the ledger, and says how many items that were. */
export async function handOverKind(tx: Tx, kind: string, { ledgerId, leaverId, rules }: Moving): Promise<number> {
  const { rows } = await sql<{ items: number }>`
    select hand_over_work(${kind}, ${ledgerId}, ${leaverId}, ${blocking}::text[], ${JSON.stringify(rules)}::jsonb) as items`.execute(
    tx,
  );
  return rows[0]?.items ?? 0;
}

interface Listing {
  readonly holderId: Id<'user'>;
  readonly rules: readonly PlanRule[];
  /** The place of a rule, to see only what it fits. */
  readonly rule: number | null;
  readonly onlyConflicts: boolean;
  /** Successors about whom there is a doubt, whatever the item. */
  readonly doubtful: readonly Id<'user'>[];
  readonly beyond: readonly unknown[] | undefined;
  readonly most: number;
}

/** Items of one kind, longest waiting first, without a word of what they say. */
export async function listItems(
  tx: Tx,
  kind: string,
  { holderId, rules, rule, onlyConflicts, doubtful, beyond: [since = null, itemId = null] = [], most }: Listing,
) {
  const { rows } = await sql<{
    itemId: string;
    facet: string | null;
    since: string;
    /** To the microsecond, for the page after. */
    exactly: string;
    rule: number | null;
    successorId: Id<'user'> | null;
    conflict: string | null;
  }>`
    select item_id as "itemId", facet, since, since::text as exactly, rule, successor as "successorId", conflict
      from list_work(${kind}, ${holderId}, ${blocking}::text[], ${JSON.stringify(rules)}::jsonb, ${rule}, ${onlyConflicts},
                     ${doubtful}::uuid[], ${since}, ${itemId}, ${most})`.execute(tx);
  return rows;
}

/** Whether each site, set and provider that a plan names is there for the actor to name. */
export async function knownPlaces(
  tx: Tx,
  named: {
    readonly siteIds: readonly string[];
    readonly setIds: readonly string[];
    readonly mrpIds: readonly string[];
  },
) {
  const { rows } = await sql<{ sites: boolean; sets: boolean; mrps: boolean }>`
    select ${named.siteIds}::uuid[] <@ array(select site_id from site where site_id = any(${named.siteIds}::uuid[])) as sites,
           ${named.setIds}::uuid[] <@ array(select set_id from patient_set where set_id = any(${named.setIds}::uuid[])) as sets,
           ${named.mrpIds}::uuid[] <@ array(select user_id from clinic_user where user_id = any(${named.mrpIds}::uuid[])) as mrps`.execute(
    tx,
  );
  return rows[0] ?? { sites: false, sets: false, mrps: false };
}

/** The clinic's time zone. */
export async function clinicZone(tx: Tx): Promise<string> {
  const { rows } = await sql<{ zone: string }>`select time_zone as zone from clinic`.execute(tx);
  return rows[0]?.zone ?? 'UTC';
}

/** Every site by name, closed ones too: there may be visits of the past. */
export async function listSites(tx: Tx) {
  const { rows } = await sql<{ siteId: Id<'site'>; name: string }>`
    select site_id as "siteId", name from site order by lower(name)`.execute(tx);
  return rows;
}

/** The patient sets that the actor may see, by name. */
export async function listSets(tx: Tx) {
  const { rows } = await sql<{ setId: Id<'set'>; name: string }>`
    select set_id as "setId", name from patient_set order by lower(name) limit 500`.execute(tx);
  return rows;
}

/** Those of these users whose own time here has an end: their sign-in is to expire, their last day is set, or a plan for their leaving is kept. */
export async function leaving(tx: Tx, userIds: readonly Id<'user'>[]): Promise<Id<'user'>[]> {
  if (userIds.length === 0) return [];
  const { rows } = await sql<{ userId: Id<'user'> }>`
    select user_id as "userId" from credentials where user_id = any(${userIds}::uuid[]) and expires_at is not null
    union select user_id from last_day where user_id = any(${userIds}::uuid[])
    union select leaver_id from handover_plan where leaver_id = any(${userIds}::uuid[]) and closed_at is null`.execute(
    tx,
  );
  return rows.map(({ userId }) => userId);
}

/** Whether the actor may know who is to leave. */
export async function mayPlan(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{ may: boolean }>`
    select holds('handover.preview-deactivation') or holds('handover.assign-pool') as may`.execute(tx);
  return rows[0]?.may ?? false;
}

/** What stands against giving one item to a user, as far as the actor may know of it. */
export async function againstGiving(
  tx: Tx,
  kind: string,
  itemId: Id<'work'>,
  userId: Id<'user'>,
): Promise<string | null> {
  const { rows } = await sql<{ against: string | null }>`
    select against_giving(${kind}, ${itemId}, ${userId}) as against`.execute(tx);
  return rows[0]?.against ?? null;
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
    overdue: number;
  }>`select kind, items, oldest, overdue from count_pool()`.execute(tx);
  return rows;
}

/** Active users who cannot sign in: locked, or their security record was deleted; the longest first. Not who never had one. */
export async function shutOut(tx: Tx) {
  const { rows } = await sql<{ userId: Id<'user'>; name: string; locked: boolean }>`
    select u.user_id as "userId", u.first_name || ' ' || u.last_name as name, u.locked_at is not null as locked
      from clinic_user u join active_user a using (clinic_id, user_id)
      left join credentials k using (clinic_id, user_id)
      cross join lateral (select max(upper(h.during)) as at from credentials_history h
                           where h.clinic_id = u.clinic_id and h.user_id = u.user_id and k.user_id is null) ended
     where u.locked_at is not null or ended.at is not null order by coalesce(u.locked_at, ended.at) limit 100`.execute(
    tx,
  );
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
  leaver: {
    readonly id: Id<'user'>;
    readonly reason: string;
    readonly sessions: number;
    readonly counted: Counted;
    readonly plan: readonly PlanRule[];
  },
): Promise<Id<'handover'>> {
  const { rows } = await sql<{ id: Id<'handover'> }>`
    insert into handover (clinic_id, leaver_id, actor_id, reason, former_roles, former_sites, counted, sessions_ended, rules, paper)
    values (${actor.clinicId}, ${leaver.id}, ${actor.id}, ${leaver.reason},
            array(select role_id from user_role where user_id = ${leaver.id}),
            array(select site_id from site_assignment where user_id = ${leaver.id}),
            ${JSON.stringify(leaver.counted)}, ${leaver.sessions}, ${JSON.stringify(leaver.plan)},
            (select jsonb_build_object('at', to_char(now() at time zone c.time_zone, 'YYYY-MM-DD HH24:MI:SS'), 'timeZone', c.time_zone,
                                       'clinic', c.name,
                                       'names', (select jsonb_object_agg(u.user_id, u.first_name || ' ' || u.last_name) from clinic_user u
                                                  where u.user_id = any(${[actor.id, leaver.id, ...leaver.counted.successors.map(({ userId }) => userId)]}::uuid[])))
               from clinic c))
    returning handover_id as id`.execute(tx);
  const [row] = rows;
  if (!row) throw new Error('the ledger gave no id');
  return row.id;
}

/** Keeps with the hand-over which connections ended with it. */
export const keepDisconnected = (tx: Tx, ledgerId: Id<'handover'>, fields: readonly string[]) =>
  sql`update handover set disconnected = ${fields}::text[] where handover_id = ${ledgerId}`.execute(tx);

/** Seals the receipt: the digest of its table, as it is and as it is to stay. */
export const sealReceipt = (tx: Tx, ledgerId: Id<'handover'>, headings: string) =>
  sql`update handover set digest = (
        select encode(sha256(convert_to(${headings} || coalesce(string_agg(line || E'\\r\\n', '' order by kind, item_id), ''), 'UTF8')), 'hex')
          from receipt_lines(${ledgerId}))
       where handover_id = ${ledgerId}`.execute(tx);
