import { type RawBuilder, sql } from 'kysely';
import type { Id } from '#kernel/brand.ts';
import type { Actor, Tx } from '#kernel/db.ts';
import { reviewing, type ScopeKind } from './contract.ts';

/** Whom a review is about. */
export interface Scope {
  readonly scope: ScopeKind;
  readonly siteId?: Id<'site'>;
  readonly roleId?: Id<'role'>;
}

/** What the site or the role of a scope is called; nothing where there is no such open site or role. */
export async function nameOfScope(tx: Tx, { scope, siteId, roleId }: Scope): Promise<string | undefined> {
  if (scope === 'all') return '';
  const { rows } = await sql<{ name: string }>`
    select name from site where ${scope === 'site'} and site_id = ${siteId ?? null} and closed_at is null
    union all select name from role where ${scope === 'role'} and role_id = ${roleId ?? null}`.execute(tx);
  return rows[0]?.name;
}

function isWithin({ scope, siteId, roleId }: Scope): RawBuilder<boolean> {
  if (scope === 'site')
    return sql<boolean>`exists (select from site_assignment s where s.clinic_id = u.clinic_id and s.user_id = u.user_id and s.site_id = ${siteId ?? null})`;
  if (scope === 'role')
    return sql<boolean>`exists (select from user_role ur where ur.clinic_id = u.clinic_id and ur.user_id = u.user_id and ur.role_id = ${roleId ?? null})`;
  return sql<boolean>`true`;
}

/** The active users of a scope, each with a reviewer: in turn by name, and the next one where it would be themselves. */
const assigned = (scope: Scope, reviewerIds: readonly Id<'user'>[]) => sql`
  scoped as (
    select u.*, (row_number() over (order by u.sort_name, u.user_id) - 1)::int as place
      from active_user a join clinic_user u using (clinic_id, user_id) where ${isWithin(scope)}),
  chosen as (select ${reviewerIds}::uuid[] as ids, ${sql.lit(Math.max(reviewerIds.length, 1))}::int as n),
  assigned as (
    select s.*, case when c.ids[1 + s.place % c.n] = s.user_id then c.ids[1 + (s.place + 1) % c.n] else c.ids[1 + s.place % c.n] end as reviewer_id
      from scoped s, chosen c)`;

/** Who may be a reviewer: active, not locked, and permitted all that a reviewer does. */
export async function reviewerCandidates(tx: Tx) {
  const { rows } = await sql<{ userId: Id<'user'>; name: string; deactivated: boolean; type: string }>`
    select u.user_id as "userId", u.first_name || ' ' || u.last_name as name, false as deactivated, u.type
      from clinic_user u join active_user a using (clinic_id, user_id)
      join (select user_id from held_permission where permission = any(${reviewing}::text[])
             group by user_id having count(distinct permission) = ${sql.lit(reviewing.length)}) h using (user_id)
     where u.locked_at is null order by u.sort_name`.execute(tx);
  return rows;
}

/** How many lines there would be, how many of them for each reviewer, and who has nobody but themselves. */
export async function sharesOf(tx: Tx, scope: Scope, reviewerIds: readonly Id<'user'>[]) {
  const { rows } = await sql<{ reviewerId: Id<'user'> | null; lines: number; within: string[]; own: string | null }>`
    with ${assigned(scope, reviewerIds)}
    select reviewer_id as "reviewerId", count(*)::int as lines,
           string_agg(first_name || ' ' || last_name, ', ') filter (where user_id = reviewer_id) as own,
           array(select w.first_name || ' ' || w.last_name from scoped w
                  where w.user_id = any(${reviewerIds}::uuid[]) order by w.sort_name) as within
      from assigned group by reviewer_id`.execute(tx);
  return rows;
}

export interface NewReview extends Scope {
  readonly name: string;
  readonly scopeName: string;
  readonly dueOn: string;
}

/** Answers nothing when the day lies before the clinic’s today. */
export async function insertReview(tx: Tx, { clinicId, id }: Actor, review: NewReview) {
  const { name, scope, scopeName, siteId, roleId, dueOn } = review;
  const { rows } = await sql<{ reviewId: Id<'review'> }>`
    insert into access_review (clinic_id, name, scope, scope_id, scope_name, clinic_name, time_zone, due_on, started_by, started_by_name)
    select c.clinic_id, ${name.trim()}, ${scope}, ${siteId ?? roleId ?? null}, ${scopeName}, c.name, c.time_zone, ${dueOn}::date,
           u.user_id, u.first_name || ' ' || u.last_name
      from clinic c join clinic_user u using (clinic_id)
     where c.clinic_id = ${clinicId} and u.user_id = ${id} and ${dueOn}::date >= (now() at time zone c.time_zone)::date
    returning review_id as "reviewId"`.execute(tx);
  return rows[0]?.reviewId;
}

/** The snapshot: what everybody of the scope holds at this moment, in one statement; answers each reviewer’s number of lines. */
export async function takeSnapshot(tx: Tx, reviewId: Id<'review'>, scope: Scope, reviewerIds: readonly Id<'user'>[]) {
  const { rows } = await sql<{ userId: Id<'user'>; lines: number }>`
    with ${assigned(scope, reviewerIds)},
    held as (select h.user_id, count(distinct h.permission)::int as permissions
               from held_permission h join permission p using (permission) join scoped using (user_id) where p.offered group by h.user_id),
    taken as (
      insert into access_review_line (clinic_id, review_id, user_id, user_number, name, sort_name, type, status, last_sign_in_at,
                                      roles, sites, permissions, blocks, reviewer_id, reviewer_name)
      select s.clinic_id, ${reviewId}, s.user_id, s.user_number, s.first_name || ' ' || s.last_name, s.sort_name, s.type,
             case when s.locked_at is null then 'active' else 'locked' end, coalesce(k.last_sign_in_at, s.last_sign_in_at),
             coalesce((select jsonb_agg(jsonb_build_object('id', r.role_id, 'name', r.name) order by lower(r.name))
                         from user_role ur join role r using (clinic_id, role_id) where ur.clinic_id = s.clinic_id and ur.user_id = s.user_id), '[]'),
             coalesce((select jsonb_agg(jsonb_build_object('id', p.site_id, 'name', p.name) order by lower(p.name))
                         from site_assignment sa join site p using (clinic_id, site_id) where sa.clinic_id = s.clinic_id and sa.user_id = s.user_id), '[]'),
             coalesce(held.permissions, 0), coalesce(b.blocks, 0), s.reviewer_id, rv.first_name || ' ' || rv.last_name
        from assigned s join clinic_user rv on rv.clinic_id = s.clinic_id and rv.user_id = s.reviewer_id
        left join held on held.user_id = s.user_id
        left join credentials k on k.clinic_id = s.clinic_id and k.user_id = s.user_id
        left join blocks_on(array(select user_id from scoped)) b on b.user_id = s.user_id
      returning reviewer_id)
    select reviewer_id as "userId", count(*)::int as lines from taken group by reviewer_id`.execute(tx);
  return rows;
}
