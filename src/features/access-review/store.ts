import { sql } from 'kysely';
import type { Id } from '#kernel/brand.ts';
import type { Tx } from '#kernel/db.ts';
import { seenOf } from './read-store.ts';
import type { FoundLine, Standing } from './rules.ts';
import { linesWithUsers, outcomeOf, stateOf } from './state-store.ts';

/** Finds a review and holds it: for `deciding` against closing, for `closing` against everything. */
export async function holdReview(
  tx: Tx,
  reviewId: Id<'review'>,
  what: 'deciding' | 'closing' = 'deciding',
): Promise<Standing | undefined> {
  const { rows } = await sql<Standing>`
    select name, due_on as "dueOn", closed_at is not null as closed, started_by as "startedBy",
           exists (select from active_user a where a.clinic_id = r.clinic_id and a.user_id = r.started_by) as "starterActive"
      from access_review r where review_id = ${reviewId} for ${what === 'closing' ? sql`no key update` : sql`share`}`.execute(
    tx,
  );
  return rows[0];
}

export interface Seen {
  readonly userId: Id<'user'>;
  readonly seen: string;
}

/** The lines that are to be decided, held until the transaction ends. */
export async function holdLines(tx: Tx, reviewId: Id<'review'>, lines: readonly Seen[]): Promise<FoundLine[]> {
  const userIds = lines.map(({ userId }) => userId);
  await sql`select from access_review_line where review_id = ${reviewId} and user_id = any(${userIds}::uuid[])
             order by user_id for no key update`.execute(tx);
  const { rows } = await sql<FoundLine>`
    select l.name, l.reviewer_id as "reviewerId", ${stateOf} = 'undecided' as undecided, ${seenOf} = s.seen as "asSeen"
      from ${linesWithUsers} join unnest(${userIds}::uuid[], ${lines.map(({ seen }) => seen)}::text[]) s(user_id, seen) on s.user_id = l.user_id
     where l.review_id = ${reviewId} order by l.sort_name`.execute(tx);
  return rows;
}

export interface Decision {
  readonly decision: 'confirmed' | 'ended' | 'handed';
  readonly reason?: string;
  readonly endedRoles?: readonly string[];
  readonly endedSites?: readonly string[];
}

export const decide = (
  tx: Tx,
  reviewId: Id<'review'>,
  userIds: readonly Id<'user'>[],
  { decision, reason, endedRoles = [], endedSites = [] }: Decision,
) =>
  sql`update access_review_line set decision = ${decision}, decided_at = now(), reason = ${reason?.trim() ?? null},
             ended_roles = ${endedRoles}::text[], ended_sites = ${endedSites}::text[]
       where review_id = ${reviewId} and user_id = any(${userIds}::uuid[])`.execute(tx);

/** A line’s reviewer, and whether it has a decision that ended nothing. */
export async function holdDecision(tx: Tx, reviewId: Id<'review'>, userId: Id<'user'>) {
  const { rows } = await sql<{ reviewerId: Id<'user'>; name: string; decision: string | null }>`
    select reviewer_id as "reviewerId", name, decision from access_review_line
     where review_id = ${reviewId} and user_id = ${userId} for no key update`.execute(tx);
  return rows[0];
}

export const takeBack = (tx: Tx, reviewId: Id<'review'>, userId: Id<'user'>) =>
  sql`update access_review_line set decision = null, decided_at = null, reason = null
       where review_id = ${reviewId} and user_id = ${userId}`.execute(tx);

/** Gives what one reviewer has not decided to another, besides the line about that one; answers what was given and what stayed. */
export async function giveLines(tx: Tx, reviewId: Id<'review'>, fromId: Id<'user'>, toId: Id<'user'>) {
  const { rows } = await sql<{ given: number; stayed: number }>`
    with given as (
      update access_review_line l set reviewer_id = u.user_id, reviewer_name = u.first_name || ' ' || u.last_name
        from clinic_user u where u.user_id = ${toId} and u.clinic_id = l.clinic_id
         and l.review_id = ${reviewId} and l.reviewer_id = ${fromId} and l.decision is null and l.user_id <> ${toId} returning 1)
    select (select count(*)::int from given) as given,
           (select count(*)::int from access_review_line where review_id = ${reviewId} and reviewer_id = ${fromId}
               and decision is null and user_id = ${toId}) as stayed`.execute(tx);
  return rows[0] ?? { given: 0, stayed: 0 };
}

/** How many lines are not decided, or not deactivated yet. */
export async function countWaiting(tx: Tx, reviewId: Id<'review'>): Promise<number> {
  const { rows } = await sql<{ waiting: number }>`
    select (count(*) filter (where ${stateOf} in ('undecided', 'handed')))::int as waiting
      from ${linesWithUsers} where l.review_id = ${reviewId}`.execute(tx);
  return rows[0]?.waiting ?? 0;
}

/** Writes down what has become of those who were handed over or have left, as it is at closing. */
export const keepOutcomes = (tx: Tx, reviewId: Id<'review'>) =>
  sql`update access_review_line o set outcome = f.outcome
        from (select l.user_id, l.decision, ${outcomeOf} as outcome from ${linesWithUsers} where l.review_id = ${reviewId}) f
       where o.review_id = ${reviewId} and o.user_id = f.user_id
         and (f.decision = 'handed' or (f.decision is null and f.outcome = 'deactivated')) and f.outcome is not null`.execute(
    tx,
  );

export const close = (
  tx: Tx,
  actorId: Id<'user'>,
  reviewId: Id<'review'>,
  closing: { reason: string | null; digest: string },
) =>
  sql`update access_review r set closed_at = now(), closed_by_name = u.first_name || ' ' || u.last_name,
             closed_reason = ${closing.reason}, digest = ${closing.digest}
        from clinic_user u where u.user_id = ${actorId} and r.review_id = ${reviewId}`.execute(tx);

/** What waits for a reviewer, from three days before it is due; the earliest first. */
export async function remindersFor(tx: Tx, userId: Id<'user'>) {
  const { rows } = await sql<{
    reviewId: Id<'review'>;
    name: string;
    dueOn: string;
    lines: number;
    when: 'soon' | 'today' | 'overdue';
  }>`
    select r.review_id as "reviewId", r.name, r.due_on as "dueOn", count(*)::int as lines,
           case when r.due_on < t.today then 'overdue' when r.due_on = t.today then 'today' else 'soon' end as "when"
      from access_review_line l join access_review r using (clinic_id, review_id)
      join active_user a on a.clinic_id = l.clinic_id and a.user_id = l.user_id
      cross join lateral (select (now() at time zone r.time_zone)::date as today) t
     where l.reviewer_id = ${userId} and l.decision is null and r.closed_at is null and r.due_on - 3 <= t.today
     group by r.review_id, r.name, r.due_on, t.today order by r.due_on limit 3`.execute(tx);
  return rows;
}
