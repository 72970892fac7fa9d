import { sql } from 'kysely';
import type { Id } from '#kernel/brand.ts';
import type { Actor, Tx } from '#kernel/db.ts';
import type { PlanRule } from './contract.ts';
import { type PersonRow, person } from './receipt-store.ts';
import type { Chain } from './rules.ts';

interface KeptPlan {
  readonly planId: string;
  readonly plan: PlanRule[];
  readonly version: number;
  readonly savedBy: PersonRow;
  readonly savedAt: string;
  readonly givenAt: string | null;
  readonly checkedAt: string | null;
  readonly comment: string;
}

/** The open plan for this user's leaving. */
export async function keptPlan(tx: Tx, leaverId: Id<'user'>): Promise<KeptPlan | undefined> {
  const { rows } = await sql<KeptPlan>`
    select h.plan_id as "planId", h.rules as plan, h.version, ${person('h.saved_by_id')} as "savedBy", h.saved_at as "savedAt",
           h.given_at as "givenAt", h.checked_at as "checkedAt", h.comment
      from handover_plan h where h.leaver_id = ${leaverId} and h.closed_at is null`.execute(tx);
  return rows[0];
}

/** Each time the rules of a plan were saved, newest first. */
export async function planHistory(tx: Tx, planId: string) {
  const { rows } = await sql<{ at: string; by: PersonRow; rules: number }>`
    select distinct on (h.saved_at, h.rules) lower(h.during) as at, ${person('h.saved_by_id')} as by, jsonb_array_length(h.rules) as rules
      from (select clinic_id, plan_id, rules, saved_by_id, during, lower(during) as saved_at from handover_plan_history
             where plan_id = ${planId} and given_at is null) h
     order by h.saved_at desc, h.rules limit 50`.execute(tx);
  return rows;
}

/** Keeps the first plan for this user; answers nothing when there is one already. */
export async function beginPlan(tx: Tx, actor: Actor, leaverId: Id<'user'>, plan: readonly PlanRule[]) {
  const { rows } = await sql<{ version: number }>`
    insert into handover_plan (clinic_id, leaver_id, rules, saved_by_id)
    values (${actor.clinicId}, ${leaverId}, ${JSON.stringify(plan)}, ${actor.id})
    on conflict (clinic_id, leaver_id) where closed_at is null do nothing returning version`.execute(tx);
  return rows[0];
}

/** Keeps other rules; what the leaver has said of those before is said no more. Nothing when `version` is not the current one. */
export async function savePlan(
  tx: Tx,
  actor: Actor,
  leaverId: Id<'user'>,
  { plan, version }: { readonly plan: readonly PlanRule[]; readonly version: number },
) {
  const { rows } = await sql<{ version: number }>`
    update handover_plan set rules = ${JSON.stringify(plan)}, saved_by_id = ${actor.id}, saved_at = now(),
           given_at = null, checked_at = null, comment = ''
     where leaver_id = ${leaverId} and closed_at is null and version = ${version} returning version`.execute(tx);
  return rows[0];
}

export async function givePlan(tx: Tx, leaverId: Id<'user'>, version: number) {
  const { rows } = await sql<{ version: number }>`
    update handover_plan set given_at = now(), checked_at = null, comment = ''
     where leaver_id = ${leaverId} and closed_at is null and version = ${version} returning version`.execute(tx);
  return rows[0];
}

export async function checkPlan(
  tx: Tx,
  leaverId: Id<'user'>,
  { version, comment }: { readonly version: number; readonly comment: string },
) {
  const { rows } = await sql<{ version: number }>`
    update handover_plan set checked_at = now(), comment = ${comment}
     where leaver_id = ${leaverId} and closed_at is null and given_at is not null and version = ${version} returning version`.execute(
    tx,
  );
  return rows[0];
}

/** Closes the open plan for this user, carried out or not; says whether there was one. */
export async function closePlan(tx: Tx, leaverId: Id<'user'>, handoverId: Id<'handover'> | null): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update handover_plan set closed_at = now(), handover_id = ${handoverId}
     where leaver_id = ${leaverId} and closed_at is null`.execute(tx);
  return (numAffectedRows ?? 0n) > 0n;
}

/** Those of these users who are active, and whether they can sign in. */
export async function standingOf(tx: Tx, userIds: readonly Id<'user'>[]) {
  if (userIds.length === 0) return [];
  const { rows } = await sql<{ userId: Id<'user'>; locked: boolean }>`
    select a.user_id as "userId", u.locked_at is not null or coalesce(l.ends_at <= now(), false) as locked
      from active_user a join clinic_user u using (clinic_id, user_id) left join last_day l using (clinic_id, user_id)
     where a.user_id = any(${userIds}::uuid[])`.execute(tx);
  return rows;
}

const NO_CHAIN: Chain & { readonly unknown: boolean } = { back: null, first: null, unknown: false };

/**
 * Names of successors who are to leave themselves: by whose kept plan, over however many others, work comes back to the
 * leaver; and who is gone by the leaver's last day. Whether one of them is nobody here.
 */
export async function chainOf(tx: Tx, leaverId: Id<'user'>, successorIds: readonly Id<'user'>[]) {
  if (successorIds.length === 0) return NO_CHAIN;
  const { rows } = await sql<Chain & { unknown: boolean }>`
    with recursive reached(user_id, through) as (
      select s, s from unnest(${successorIds}::uuid[]) s
      union
      select (named.v #>> '{}')::uuid, r.through
        from reached r join handover_plan h on h.leaver_id = r.user_id and h.closed_at is null,
             jsonb_path_query(h.rules, '$[*].successorIds[*]') named(v)),
    name(user_id, name) as (
      select user_id, first_name || ' ' || last_name from clinic_user where user_id = any(${successorIds}::uuid[]))
    select (select n.name from reached r join name n on n.user_id = r.through
             where r.user_id = ${leaverId} and r.through <> ${leaverId} limit 1) as back,
           (select n.name from name n join last_day s using (user_id) join last_day l on l.user_id = ${leaverId}
             where s.ends_at <= l.ends_at and n.user_id <> ${leaverId} order by s.ends_at limit 1) as first,
           (select count(*) from name) < ${successorIds.length} as unknown`.execute(tx);
  return rows[0] ?? NO_CHAIN;
}

/** The latest plans of the clinic, carried out or still kept. */
export async function latestPlans(tx: Tx) {
  const { rows } = await sql<{ leaver: PersonRow; at: string; plan: PlanRule[]; handoverId: Id<'handover'> | null }>`
    select ${person('h.leaver_id')} as leaver, h.at, h.plan, h.handover_id as "handoverId"
      from ((select clinic_id, leaver_id, at, rules as plan, handover_id from handover
              where rules <> '[]' order by at desc limit 20)
            union all
            (select clinic_id, leaver_id, saved_at, rules, null from handover_plan
              where closed_at is null and rules <> '[]' order by saved_at desc limit 20)) h
     order by h.at desc`.execute(tx);
  return rows;
}
