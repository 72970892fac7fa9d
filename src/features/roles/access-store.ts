import { type RawBuilder, sql } from 'kysely';
import type { Id } from '#kernel/brand.ts';
import type { Tx } from '#kernel/db.ts';
import { pageOf } from '#kernel/page.ts';
import type { Access, Held, Holder, SignInState, Through } from './access-contract.ts';
import type { Permission } from './contract.ts';
import { beyondUser } from './store.ts';

const PAGE = 50;

/** A day and a time of the clinic's calendar and clock. */
export interface AsOf {
  readonly day?: string | undefined;
  readonly time?: string | undefined;
}

/** A moment that is asked about: nothing stands for now. */
export type Moment = string | null;

/** The moment that is asked about, whether it is still to come, and since when there is a record. */
export async function readMoment(tx: Tx, { day, time }: AsOf) {
  const local = day ? sql`(${day}::date + ${time ?? '00:00'}::time)` : sql`null::timestamp`;
  const { rows } = await sql<{ moment: Moment; toCome: boolean; recordedSince: string; onRecord: boolean }>`
    select m.moment, coalesce(m.moment > now(), false) as "toCome", r.since as "recordedSince",
           coalesce(m.moment >= r.since, true) as "onRecord"
      from (select ${local} at time zone c.time_zone as moment from clinic c) m,
           (select coalesce(min(lower(during)), now()) as since from role_history where system = 'admin') r`.execute(
    tx,
  );
  return rows[0] ?? { moment: null, toCome: false, recordedSince: new Date(0).toISOString(), onRecord: true };
}

/** Whether a line of the history aliased so stood at the moment. */
export const stood = (alias: string, moment: Moment): RawBuilder<boolean> =>
  moment === null
    ? sql<boolean>`upper_inf(${sql.ref(`${alias}.during`)})`
    : sql<boolean>`${sql.ref(`${alias}.during`)} @> ${moment}::timestamptz`;

/**
 * What each role gave at the moment, and since when: the one place that says so of the past, as the
 * view held_permission says it of now. `where` narrows it to a user or to a permission. Joined with
 * `offered`, it leaves out what the code did not offer then.
 */
export function heldAt(
  moment: Moment,
  where: { readonly userId?: Id<'user'>; readonly permission?: string },
): RawBuilder<unknown> {
  const ofUser = where.userId ? sql`ur.user_id = ${where.userId}` : sql`true`;
  const wanted = (alias: string) =>
    where.permission ? sql`${sql.ref(`${alias}.permission`)} = ${where.permission}` : sql`true`;
  return sql`
    own as (
      select ur.clinic_id, ur.user_id, ur.role_id, r.name as role_name, r.system, lower(ur.during) as since
        from user_role_history ur join role_history r using (clinic_id, role_id)
       where ${ofUser} and ${stood('ur', moment)} and ${stood('r', moment)}),
    offered as (select p.permission, p.doctor, p.during from permission_history p
                 where p.offered and ${stood('p', moment)} and ${wanted('p')}),
    held as (
      select o.clinic_id, o.user_id, o.role_id, o.role_name, p.permission, greatest(o.since, lower(p.during)) as since
        from own o join offered p on o.system = 'admin' or (o.system = 'doctor' and p.doctor)
      union all
      select o.clinic_id, o.user_id, o.role_id, o.role_name, rp.permission, greatest(o.since, lower(rp.during))
        from own o join role_permission_history rp using (clinic_id, role_id)
       where ${stood('rp', moment)} and ${wanted('rp')})`;
}

type HeldLine = Omit<Held, 'through'> & { readonly roleIds: readonly string[] };

/** Everything a user could do at the moment, and through which roles; one user's lines, however many users there are. */
export const accessStatement = (userId: Id<'user'>, moment: Moment): RawBuilder<HeldLine> => sql<HeldLine>`
  with ${heldAt(moment, { userId })},
  gathered as (select permission, array_agg(role_id) as role_ids, min(since) as since from held group by permission)
  select p.permission, p.says, g.role_ids as "roleIds", g.since
    from gathered g join offered o using (permission) join permission p using (permission)
   order by p.permission collate "C"`;

/** Each permission with those of the user's roles that gave it. */
export async function accessOf(
  tx: Tx,
  userId: Id<'user'>,
  moment: Moment,
): Promise<(roles: readonly Through[]) => Held[]> {
  const { rows } = await accessStatement(userId, moment).execute(tx);
  return (roles) =>
    rows.map(({ roleIds, ...line }) => ({ ...line, through: roles.filter(({ roleId }) => roleIds.includes(roleId)) }));
}

/** What a user was at the moment: status, roles, sites, and what stands in the way of signing in. */
export interface Standing extends Pick<Access, 'name' | 'type' | 'status' | 'roles' | 'sites'> {
  readonly signIn: SignInState;
  readonly activeSince: string | null;
  /** When the user left; known of whoever was not active then and had been before. */
  readonly leftAt: string | null;
  readonly lockedAt: string | null;
  readonly lockedReason: string | null;
  /** Until when too many wrong tries keep the user from signing in; known of now. */
  readonly heldUntil: string | null;
}

/** Whether the user aliased `u` can sign in, and why not; of the past as far as it is on record. */
const signInAt = (moment: Moment): RawBuilder<SignInState> =>
  moment === null
    ? sql<SignInState>`coalesce((
        select case when not k.ready then 'not-ready' when k.expires_at <= now() then 'expired'
                    when exists (select from last_day l where l.clinic_id = k.clinic_id and l.user_id = k.user_id and l.ends_at <= now()) then 'last-day-over'
                    when k.held_until > now() then 'held'
                    when k.must_change then 'must-change'
                    when exists (select from factor_lacking l where l.clinic_id = k.clinic_id and l.user_id = k.user_id) then 'must-enrol'
                    else 'ready' end
          from credentials k where k.clinic_id = u.clinic_id and k.user_id = u.user_id), 'none')`
    : sql<SignInState>`coalesce((
        select case when k.ready is null then 'not-on-record' when not k.ready then 'not-ready' when k.expires_at <= ${moment}::timestamptz then 'expired'
                    when k.must_change then 'must-change' else 'ready' end
          from credentials_history k where k.clinic_id = u.clinic_id and k.user_id = u.user_id and ${stood('k', moment)}), 'none')`;

const heldNow = sql`(
  select k.held_until from credentials k where k.clinic_id = u.clinic_id and k.user_id = u.user_id and k.held_until > now())`;

export async function standingOf(tx: Tx, userId: Id<'user'>, moment: Moment): Promise<Standing | undefined> {
  const { rows } = await sql<Standing>`
    select u.first_name || ' ' || u.last_name as name, u.type, lower(a.during) as "activeSince", l.locked_at as "lockedAt",
           l.locked_reason as "lockedReason",
           case when a.user_id is null then 'inactive' when l.locked_at is not null then 'locked' else 'active' end as status,
           case when a.user_id is null then (
             select max(upper(e.during)) from active_user_history e where e.user_id = u.user_id
                and ${moment === null ? sql`true` : sql`upper(e.during) <= ${moment}::timestamptz`}) end as "leftAt",
           ${signInAt(moment)} as "signIn",
           ${moment === null ? heldNow : sql`null`} as "heldUntil",
           coalesce((select jsonb_agg(jsonb_build_object('roleId', r.role_id, 'name', r.name) order by lower(r.name))
                       from user_role_history ur join role_history r using (clinic_id, role_id)
                      where ur.user_id = u.user_id and ${stood('ur', moment)} and ${stood('r', moment)}), '[]') as roles,
           array(select s.name from site_assignment_history sa join site s using (clinic_id, site_id)
                  where sa.user_id = u.user_id and ${stood('sa', moment)} order by s.name) as sites
      from clinic_user u
      left join active_user_history a on a.clinic_id = u.clinic_id and a.user_id = u.user_id and ${stood('a', moment)}
      left join clinic_user_history l on l.clinic_id = u.clinic_id and l.user_id = u.user_id and ${stood('l', moment)}
     where u.user_id = ${userId}`.execute(tx);
  return rows[0];
}

/** A permission that is, or once was, offered. */
export async function findPermission(tx: Tx, permission: string): Promise<Permission | undefined> {
  const { rows } = await sql<Permission>`
    select permission, says from permission where permission = ${permission}`.execute(tx);
  return rows[0];
}

const holdersFrom = (permission: string, moment: Moment, beyond: RawBuilder<unknown>) => sql<
  Holder & { sortName: string }
>`
  with ${heldAt(moment, { permission })}
  select u.user_id as "userId", u.first_name || ' ' || u.last_name as name, u.type, u.sort_name as "sortName",
         not exists (select from active_user a where a.clinic_id = u.clinic_id and a.user_id = u.user_id) as deactivated,
         exists (select from clinic_user_history l where l.clinic_id = u.clinic_id and l.user_id = u.user_id
                    and l.locked_at is not null and ${stood('l', moment)}) as locked,
         jsonb_agg(jsonb_build_object('roleId', h.role_id, 'name', h.role_name) order by lower(h.role_name)) as through
    from held h join offered using (permission) join clinic_user u using (clinic_id, user_id)
   where ${beyond} group by u.clinic_id, u.user_id order by u.sort_name, u.user_id`;

/** A page of the users who had the permission at the moment, by name. */
export async function holdersAt(tx: Tx, permission: string, moment: Moment, after: string | undefined) {
  const keys = beyondUser(after);
  const beyond = keys ? sql`(u.sort_name, u.user_id) > (${keys[0]}, ${keys[1]}::uuid)` : sql`true`;
  const { rows } = await sql<
    Holder & { sortName: string }
  >`${holdersFrom(permission, moment, beyond)} limit ${sql.lit(PAGE + 1)}`.execute(tx);
  const { rows: page, next } = pageOf(rows, PAGE, (row) => [row.sortName, row.userId]);
  return { holders: page.map(({ sortName: _key, ...holder }) => holder), next };
}

/** All of them, by name; for a cursor. */
export const allHoldersAt = (permission: string, moment: Moment): RawBuilder<Holder> =>
  holdersFrom(permission, moment, sql`true`);

/** Which day it is in the clinic. */
export async function clinicToday(tx: Tx): Promise<string> {
  const { rows } = await sql<{ today: string }>`
    select (now() at time zone time_zone)::date as today from clinic`.execute(tx);
  return rows[0]?.today ?? '';
}

export async function countHoldersAt(tx: Tx, permission: string, moment: Moment): Promise<number> {
  const { rows } = await sql<{ users: number }>`
    with ${heldAt(moment, { permission })} select count(distinct user_id)::int as users from held join offered using (permission)`.execute(
    tx,
  );
  return rows[0]?.users ?? 0;
}

/** The roles that gave the permission at the moment, whoever had them. */
export async function rolesThatGave(tx: Tx, permission: string, moment: Moment): Promise<Through[]> {
  const { rows } = await sql<Through>`
    select r.role_id as "roleId", r.name from role_history r
     where ${stood('r', moment)}
       and (exists (select from permission_history p where p.permission = ${permission} and p.offered and ${stood('p', moment)}
                       and (r.system = 'admin' or (r.system = 'doctor' and p.doctor)))
            or exists (select from role_permission_history rp where rp.clinic_id = r.clinic_id and rp.role_id = r.role_id
                          and rp.permission = ${permission} and ${stood('rp', moment)}))
     order by r.system nulls first, lower(r.name)`.execute(tx);
  return rows;
}

/** The block that kept a user from a patient at the moment; none when the patient is closed to the actor: see `patientIsOpen`. */
export async function blockAt(tx: Tx, userId: Id<'user'>, patientId: Id<'patient'>, moment: Moment) {
  const { rows } = await sql<{ laidAt: string; set: string | null }>`
    select laid_at as "laidAt", set_name as set from block_at(${userId}, ${patientId}, ${moment}::timestamptz)`.execute(
    tx,
  );
  return rows[0];
}

/** Whether there is such a patient and the actor is not kept from them. */
export async function patientIsOpen(tx: Tx, patientId: Id<'patient'>): Promise<boolean> {
  const { rows } = await sql`select where chart_is_open(${patientId})`.execute(tx);
  return rows.length > 0;
}
