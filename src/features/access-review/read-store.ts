import { type RawBuilder, sql } from 'kysely';
import type { Id } from '#kernel/brand.ts';
import type { Tx } from '#kernel/db.ts';
import { fromCursor, isText, isUuid, pageOf } from '#kernel/page.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Heading, Line, lineSorts, shows } from './contract.ts';
import type { Snapshot } from './rules.ts';
import { linesWithUsers, outcomeOf, stateOf } from './state-store.ts';

const PAGE = 50;

const heading = (actorId: Id<'user'>) => sql`
  r.review_id as "reviewId", r.name, r.scope, r.scope_name as "scopeName", r.due_on as "dueOn", r.started_at as "startedAt",
  r.closed_at as "closedAt",
  jsonb_build_object('userId', r.started_by, 'name', r.started_by_name, 'deactivated', not exists (
    select from active_user s where s.clinic_id = r.clinic_id and s.user_id = r.started_by)) as "startedBy",
  (select jsonb_build_object('undecided', count(*) filter (where state = 'undecided'), 'handed', count(*) filter (where state = 'handed'),
            'confirmed', count(*) filter (where state = 'confirmed'), 'ended', count(*) filter (where state = 'ended'),
            'out', count(*) filter (where state = 'out'), 'left', count(*) filter (where state = 'left'))
     from stood where stood.review_id = r.review_id) as counts,
  (select count(*)::int from stood where stood.review_id = r.review_id and state = 'undecided' and reviewer_id = ${actorId}
      and r.closed_at is null) as mine`;

/** Each line’s state, of all reviews or of one. */
const stood = (reviewId?: Id<'review'>) => sql`stood as materialized (
  select l.review_id, l.reviewer_id, ${stateOf} as state from ${linesWithUsers}
   where ${reviewId ? sql`l.review_id = ${reviewId}` : sql`true`})`;

/** Open ones first, by due date; then what was closed last. */
export async function reviews(tx: Tx, actorId: Id<'user'>): Promise<Heading[]> {
  const { rows } = await sql<Heading>`
    with ${stood()} select ${heading(actorId)} from access_review r
     order by r.closed_at desc nulls first, r.due_on, r.started_at limit 200`.execute(tx);
  return rows;
}

interface Header extends Heading {
  readonly closedBy: string | null;
  readonly closedReason: string | null;
  readonly digest: string | null;
  readonly overdue: boolean;
  readonly multisite: boolean;
  readonly clinicName: string;
  readonly timeZone: string;
}

export async function header(tx: Tx, actorId: Id<'user'>, reviewId: Id<'review'>): Promise<Header | undefined> {
  const { rows } = await sql<Header>`
    with ${stood(reviewId)}
    select ${heading(actorId)}, r.closed_by_name as "closedBy", r.closed_reason as "closedReason", r.digest,
           r.closed_at is null and r.due_on < (now() at time zone r.time_zone)::date as overdue,
           (select count(*) from open_site) > 1 as multisite, r.clinic_name as "clinicName", r.time_zone as "timeZone"
      from access_review r where r.review_id = ${reviewId}`.execute(tx);
  return rows[0];
}

/** Who decides how many lines, and how many of them still wait. */
export async function reviewersOf(tx: Tx, reviewId: Id<'review'>) {
  const { rows } = await sql<{
    userId: Id<'user'>;
    name: string;
    deactivated: boolean;
    lines: number;
    waiting: number;
  }>`
    with ${stood(reviewId)}
    select u.user_id as "userId", u.first_name || ' ' || u.last_name as name, a.user_id is null as deactivated,
           count(*)::int as lines, (count(*) filter (where state = 'undecided'))::int as waiting
      from stood s join clinic_user u on u.user_id = s.reviewer_id
      left join active_user a on a.clinic_id = u.clinic_id and a.user_id = u.user_id
     group by u.user_id, u.first_name, u.last_name, u.sort_name, a.user_id order by u.sort_name`.execute(tx);
  return rows;
}

export interface Wanted {
  readonly reviewId: Id<'review'>;
  readonly show?: (typeof shows)[number];
  readonly mine?: boolean;
  readonly sort?: (typeof lineSorts)[number];
  readonly descending?: boolean;
  readonly after?: string;
}

const shown: Readonly<Record<(typeof shows)[number], RawBuilder<boolean>>> = {
  undecided: sql<boolean>`${stateOf} = 'undecided'`,
  handed: sql<boolean>`${stateOf} = 'handed'`,
  decided: sql<boolean>`${stateOf} not in ('undecided', 'handed')`,
  all: sql<boolean>`true`,
};

const filtered = (actorId: Id<'user'>, { reviewId, show = 'all', mine = false }: Wanted) =>
  sql`l.review_id = ${reviewId} and ${shown[show]} and ${mine ? sql`l.reviewer_id = ${actorId}` : sql`true`}`;

// Text that is never null, so that one comparison pages through every order.
const keyOf: Readonly<Record<(typeof lineSorts)[number], RawBuilder<string>>> = {
  name: sql<string>`''`,
  'last-sign-in': sql<string>`coalesce(to_char(coalesce(k.last_sign_in_at, u.last_sign_in_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), '')`,
  permissions: sql<string>`lpad(l.permissions::text, 6, '0')`,
};

/** @throws {Refusal} `request/cursor-unknown`. */
function beyondOf(after: string | undefined): string[] | undefined {
  const keys = fromCursor(after, 3);
  if (!keys) return undefined;
  const texts = keys.filter(isText);
  if (texts.length !== 3 || !isUuid(texts[2])) throw new Refusal('request/cursor-unknown');
  return texts;
}

type LineRow = Omit<Line, 'roles' | 'sites'> & Snapshot & { readonly sortKey: string; readonly sortName: string };

/** What a decision must find as it was seen: the roles, the sites and the status of the user aliased `u`. */
export const seenOf = sql<string>`md5(concat_ws('|', l.review_id, coalesce(l.decision, ''), a.user_id is not null, u.locked_at is not null,
  array(select role_id from user_role x where x.clinic_id = u.clinic_id and x.user_id = u.user_id order by 1)::text,
  array(select site_id from site_assignment x where x.clinic_id = u.clinic_id and x.user_id = u.user_id order by 1)::text))`;

/** A page of lines: filters and order first, then what each user holds now, for the page only. */
export async function pageOfLines(tx: Tx, actorId: Id<'user'>, wanted: Wanted) {
  const { sort = 'name', descending = false, after } = wanted;
  const keys = beyondOf(after);
  const key = keyOf[sort];
  const direction = descending ? sql`desc` : sql`asc`;
  const beyond = keys
    ? sql`(${key} collate "C", l.sort_name, l.user_id) ${descending ? sql`<` : sql`>`} (${keys[0]}, ${keys[1]}, ${keys[2]}::uuid)`
    : sql`true`;
  const { rows } = await sql<LineRow>`
    with page as (
      select l.clinic_id, l.user_id as "userId", l.user_number as "userNumber", l.name, l.type, l.status, l.roles as "rolesBefore",
             l.sites as "sitesBefore", l.permissions, l.blocks as "blocksBefore", l.reviewer_name as reviewer,
             l.reviewer_id = ${actorId} as mine, ${stateOf} as state, l.decided_at as "decidedAt", l.reason,
             l.ended_roles as "endedRoles", l.ended_sites as "endedSites", ${outcomeOf} as outcome,
             case when a.user_id is null then 'inactive' when u.locked_at is not null then 'locked' else 'active' end as "statusNow",
             coalesce(k.last_sign_in_at, u.last_sign_in_at) as "lastSignInAt", ${seenOf} as seen, ${key} as "sortKey", l.sort_name as "sortName"
        from ${linesWithUsers} left join credentials k on k.clinic_id = l.clinic_id and k.user_id = l.user_id
       where ${filtered(actorId, wanted)} and ${beyond}
       order by ${key} collate "C" ${direction}, l.sort_name ${direction}, l.user_id ${direction} limit ${sql.lit(PAGE + 1)})
    select page.*, coalesce(b.blocks, 0) as blocks, coalesce(n.names, '{}') as "blockedBy",
           coalesce((select jsonb_agg(jsonb_build_object('id', r.role_id, 'name', r.name) order by lower(r.name)) from user_role ur
                       join role r using (clinic_id, role_id) where ur.clinic_id = page.clinic_id and ur.user_id = page."userId"), '[]') as "rolesNow",
           coalesce((select jsonb_agg(jsonb_build_object('id', s.site_id, 'name', s.name) order by lower(s.name)) from site_assignment sa
                       join site s using (clinic_id, site_id) where sa.clinic_id = page.clinic_id and sa.user_id = page."userId"), '[]') as "sitesNow"
      from page
      left join blocks_on(array(select "userId" from page)) b on b.user_id = page."userId"
      left join block_names_on(array(select "userId" from page)) n on n.user_id = page."userId"
     order by page."sortKey" collate "C" ${direction}, page."sortName" ${direction}, page."userId" ${direction}`.execute(
    tx,
  );
  return pageOf(rows, PAGE, (row) => [row.sortKey, row.sortName, row.userId]);
}

export async function countLines(tx: Tx, actorId: Id<'user'>, wanted: Wanted): Promise<number> {
  const { rows } = await sql<{ lines: number }>`
    select count(*)::int as lines from ${linesWithUsers} where ${filtered(actorId, wanted)}`.execute(tx);
  return rows[0]?.lines ?? 0;
}
