import { sql } from 'kysely';
import { shareOnlySite } from '#features/sites/public.ts';
import type { Id } from '#kernel/brand.ts';
import type { Actor, Tx } from '#kernel/db.ts';
import type { UserRecord, UserStatus, UserType } from './contract.ts';
import type { UserSex } from './record-schema.ts';

/** `active`, `locked` or `inactive`, of the user aliased `u` left-joined with `active_user` as `a`. */
export const statusOf = sql<UserStatus>`case when a.user_id is null then 'inactive' when u.locked_at is not null then 'locked' else 'active' end`;

/** A user as the rules need them. */
export async function findUser(tx: Tx, userId: Id<'user'>) {
  const { rows } = await sql<{
    userId: Id<'user'>;
    name: string;
    firstName: string;
    lastName: string;
    type: UserType;
    status: UserStatus;
    heldUntil: string | null;
  }>`
    select u.user_id as "userId", u.first_name || ' ' || u.last_name as name, u.first_name as "firstName", u.last_name as "lastName",
           u.type, ${statusOf} as status,
           case when k.held_until > now() then k.held_until end as "heldUntil"
      from clinic_user u left join active_user a using (clinic_id, user_id) left join credentials k using (clinic_id, user_id)
     where u.user_id = ${userId}`.execute(tx);
  return rows[0];
}

/** The whole record, as View and Edit show it. */
export async function readUser(tx: Tx, userId: Id<'user'>): Promise<UserRecord | undefined> {
  const { rows } = await sql<UserRecord>`
    select u.user_id as "userId", u.user_number as "userNumber", u.last_name as "lastName", u.first_name as "firstName",
           u.type, u.speciality, u.address, u.home_phone as "homePhone", u.work_phone as "workPhone",
           u.cell_phone as "cellPhone", u.fax, u.contact_email as "contactEmail", u.version,
           u.team, u.sex, u.date_of_birth as "dateOfBirth", u.confidentiality_signed_on as "confidentialitySignedOn",
           u.other_phone as "otherPhone", u.pager, u.booking_phones as "bookingPhones",
           coalesce((select jsonb_agg(jsonb_build_object('field', f.field, 'values', f.values) order by f.field)
                       from (select field, jsonb_agg(value order by position) as values from provider_field
                              where user_id = u.user_id group by field) f), '[]') as "providerFields",
           array(select site_id from site_assignment sa where sa.user_id = u.user_id and sa.bcp order by site_id) as "bcpSiteIds",
           ${statusOf} as status, u.locked_reason as "lockedReason",
           k.username, k.email, coalesce(k.last_sign_in_at, u.last_sign_in_at) as "lastSignInAt",
           case when k.held_until > now() then k.held_until end as "heldUntil",
           (select l.ends_at from last_day l where l.clinic_id = u.clinic_id and l.user_id = u.user_id) as "lastDayAt",
           coalesce((select jsonb_agg(jsonb_build_object('id', r.role_id, 'name', r.name) order by r.name)
                       from user_role ur join role r using (clinic_id, role_id) where ur.user_id = u.user_id), '[]') as roles,
           coalesce((select jsonb_agg(jsonb_build_object('id', s.site_id, 'name', s.name) order by s.name)
                       from site_assignment sa join site s using (clinic_id, site_id) where sa.user_id = u.user_id), '[]') as sites
      from clinic_user u left join active_user a using (clinic_id, user_id) left join credentials k using (clinic_id, user_id)
     where u.user_id = ${userId}`.execute(tx);
  return rows[0];
}

/** The columns of clinic_user that the pages edit. */
export interface UserFields {
  readonly lastName: string;
  readonly firstName: string;
  readonly type: UserType;
  readonly speciality: string;
  readonly address: string;
  readonly homePhone: string;
  readonly workPhone: string;
  readonly cellPhone: string;
  readonly fax: string;
  readonly contactEmail: string;
  readonly team?: string;
  readonly sex?: UserSex;
  readonly dateOfBirth?: string | null;
  readonly confidentialitySignedOn?: string | null;
  readonly otherPhone?: string;
  readonly pager?: string;
  readonly bookingPhones?: readonly string[];
}
// What is left out is no column of the statement: it stays as it is, or as a new row begins.
const columnsOf = (fields: UserFields) => ({
  last_name: fields.lastName.trim(),
  first_name: fields.firstName.trim(),
  type: fields.type,
  speciality: fields.speciality.trim(),
  address: fields.address.trim(),
  home_phone: fields.homePhone.trim(),
  work_phone: fields.workPhone.trim(),
  cell_phone: fields.cellPhone.trim(),
  fax: fields.fax.trim(),
  contact_email: fields.contactEmail.trim(),
  ...(fields.team === undefined ? {} : { team: fields.team.trim() }),
  ...(fields.sex === undefined ? {} : { sex: fields.sex }),
  ...(fields.dateOfBirth === undefined ? {} : { date_of_birth: fields.dateOfBirth }),
  ...(fields.confidentialitySignedOn === undefined
    ? {}
    : { confidentiality_signed_on: fields.confidentialitySignedOn }),
  ...(fields.otherPhone === undefined ? {} : { other_phone: fields.otherPhone.trim() }),
  ...(fields.pager === undefined ? {} : { pager: fields.pager.trim() }),
  ...(fields.bookingPhones === undefined ? {} : { booking_phones: fields.bookingPhones.map((one) => one.trim()) }),
});

/**
 * Whether somebody of this name was added within the last minute, with nothing yet by which to tell them from another. The name
 * is held until the transaction ends: whoever adds the same person at the same moment waits, and is told.
 */
export async function addedMomentsAgo(tx: Tx, { lastName, firstName }: Pick<UserFields, 'lastName' | 'firstName'>) {
  const sortName = sql<string>`lower(btrim(${lastName})) || ', ' || lower(btrim(${firstName}))`;
  const held = sql`select hold_words(array['name ' || ${sortName}])`.execute(tx);
  const found = sql`
    select from clinic_user u join active_user a using (clinic_id, user_id)
     where u.sort_name = ${sortName} and a.since > now() - interval '1 minute'
       and not exists (select from credentials k where k.clinic_id = u.clinic_id and k.user_id = u.user_id) limit 1`.execute(
    tx,
  );
  const [, { rows }] = await Promise.all([held, found]);
  return rows.length > 0;
}

export const insertUser = (tx: Tx, { clinicId }: Actor, fields: UserFields) =>
  tx
    .insertInto('clinic_user')
    .values({ clinic_id: clinicId, user_number: sql`next_numbers('user')`, ...columnsOf(fields) })
    .returning(['user_id as userId', 'user_number as userNumber'])
    .executeTakeFirstOrThrow();

/** Answers the new version, or nothing when `version` is not the current one. */
export const updateUser = (tx: Tx, userId: Id<'user'>, version: number, fields: UserFields) =>
  tx
    .updateTable('clinic_user')
    .set(columnsOf(fields))
    .where('user_id', '=', userId)
    .where('version', '=', version)
    .returning('version')
    .executeTakeFirst();

export const beginActivity = (tx: Tx, { clinicId }: Actor, userId: Id<'user'>) =>
  tx.insertInto('active_user').values({ clinic_id: clinicId, user_id: userId }).execute();

/** Gives these roles too. The caller has made sure that they exist and may be given. */
export const giveRoles = (tx: Tx, { clinicId }: Actor, userId: Id<'user'>, roleIds: readonly Id<'role'>[]) =>
  sql`insert into user_role (clinic_id, user_id, role_id)
      select ${clinicId}, ${userId}, one from unnest(${roleIds}::uuid[]) one on conflict do nothing`.execute(tx);

/** Gives exactly these roles. */
export async function setRoles(
  tx: Tx,
  actor: Actor,
  userId: Id<'user'>,
  roleIds: readonly Id<'role'>[],
): Promise<void> {
  await sql`delete from user_role where user_id = ${userId} and role_id <> all(${roleIds}::uuid[])`.execute(tx);
  await giveRoles(tx, actor, userId, roleIds);
}

/** Assigns these sites too; where the clinic has one open site, that one in any case. */
export const assignSites = (tx: Tx, { clinicId }: Actor, userId: Id<'user'>, siteIds: readonly Id<'site'>[]) =>
  Promise.all([
    sql`insert into site_assignment (clinic_id, user_id, site_id)
        select ${clinicId}, ${userId}, one from unnest(${siteIds}::uuid[]) one on conflict do nothing`.execute(tx),
    shareOnlySite(tx, [userId]),
  ]);

/** A user's sites but these, where the clinic has more than one open: the only one is everybody's. */
export async function sitesBesides(tx: Tx, userId: Id<'user'>, siteIds: readonly Id<'site'>[]): Promise<Id<'site'>[]> {
  const { rows } = await sql<{ siteId: Id<'site'> }>`
    select site_id as "siteId" from site_assignment
     where user_id = ${userId} and site_id <> all(${siteIds}::uuid[]) and (select count(*) from open_site) > 1`.execute(
    tx,
  );
  return rows.map(({ siteId }) => siteId);
}

/** Assigns exactly these sites; where the clinic has one open site, that one in any case. */
export async function setSites(
  tx: Tx,
  actor: Actor,
  userId: Id<'user'>,
  siteIds: readonly Id<'site'>[],
): Promise<void> {
  await Promise.all([
    sql`delete from site_assignment where user_id = ${userId} and site_id <> all(${siteIds}::uuid[])
           and (select count(*) from open_site) > 1`.execute(tx),
    assignSites(tx, actor, userId, siteIds),
  ]);
}

/** Takes these roles away; answers the names of those the user had. */
export async function takeRoles(tx: Tx, userId: Id<'user'>, roleIds: readonly Id<'role'>[]): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    with taken as (delete from user_role where user_id = ${userId} and role_id = any(${roleIds}::uuid[]) returning role_id)
    select r.name from taken join role r using (role_id) order by lower(r.name)`.execute(tx);
  return rows.map(({ name }) => name);
}

/** Takes these sites away, where the clinic has more than one open; answers the names of those the user had. */
export async function takeSites(tx: Tx, userId: Id<'user'>, siteIds: readonly Id<'site'>[]): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    with taken as (delete from site_assignment where user_id = ${userId} and site_id = any(${siteIds}::uuid[])
                      and (select count(*) from open_site) > 1 returning site_id)
    select s.name from taken join site s using (site_id) order by lower(s.name)`.execute(tx);
  return rows.map(({ name }) => name);
}

export async function hasRole(tx: Tx, userId: Id<'user'>): Promise<boolean> {
  const { rows } = await sql`select from user_role where user_id = ${userId} limit 1`.execute(tx);
  return rows.length > 0;
}

/** Makes the next version of a record whose own fields stay. */
export const nextVersion = (tx: Tx, userId: Id<'user'>) =>
  sql`update clinic_user set type = type where user_id = ${userId}`.execute(tx);

export const lock = (tx: Tx, userId: Id<'user'>, reason: string) =>
  tx
    .updateTable('clinic_user')
    .set({ locked_at: sql`now()`, locked_reason: reason })
    .where('user_id', '=', userId)
    .execute();

export const unlock = (tx: Tx, userId: Id<'user'>) =>
  tx.updateTable('clinic_user').set({ locked_at: null, locked_reason: null }).where('user_id', '=', userId).execute();

/** Whether a user's last day has passed: a lock that is taken away then opens nothing. */
export async function lastDayPassed(tx: Tx, userId: Id<'user'>): Promise<boolean> {
  const { rows } = await sql`select from last_day where user_id = ${userId} and ends_at <= now()`.execute(tx);
  return rows.length > 0;
}

/** The one permission that makes an administrator: to end somebody's activity. */
export const ADMINISTERS = 'handover.deactivate-user';

/** Active, unlocked administrators other than this user who can sign in, and whose sign-in has no end. */
export async function countAdministratorsBesides(tx: Tx, userId: Id<'user'> | null): Promise<number> {
  const { rows } = await sql<{ administrators: number }>`
    select count(distinct h.user_id)::int as administrators
      from held_permission h join clinic_user u using (clinic_id, user_id) join credentials k using (clinic_id, user_id)
     where h.permission = ${ADMINISTERS} and h.user_id is distinct from ${userId} and u.locked_at is null
       and k.ready and k.expires_at is null
       and not exists (select from last_day l where l.clinic_id = h.clinic_id and l.user_id = h.user_id)`.execute(tx);
  return rows[0]?.administrators ?? 0;
}

/** Whether this user holds the right that makes an administrator. */
export async function isAdministrator(tx: Tx, userId: Id<'user'>): Promise<boolean> {
  const { rows } = await sql`
    select from held_permission where user_id = ${userId} and permission = ${ADMINISTERS} limit 1`.execute(tx);
  return rows.length > 0;
}

/** Holds a user's activity until the transaction ends: writes of theirs in flight end first, no work is added after. */
export const holdStill = (tx: Tx, userId: Id<'user'>) =>
  sql`select from active_user where user_id = ${userId} for update`.execute(tx);

/** Keeps users active until the transaction ends, in one order; answers those who are, and whether they are locked. */
export async function keepActive(tx: Tx, userIds: readonly Id<'user'>[]) {
  const { rows } = await sql<{ userId: Id<'user'>; locked: boolean }>`
    select a.user_id as "userId", u.locked_at is not null or coalesce(l.ends_at <= now(), false) as locked
      from active_user a join clinic_user u using (clinic_id, user_id) left join last_day l using (clinic_id, user_id)
     where a.user_id = any(${userIds}::uuid[]) order by a.user_id for key share of a`.execute(tx);
  return rows;
}

/** Ends a user's activity, and with it their sessions, roles and sites. Refused by the database while work is left. */
export const endActivity = (tx: Tx, userId: Id<'user'>) =>
  tx.deleteFrom('active_user').where('user_id', '=', userId).execute();
