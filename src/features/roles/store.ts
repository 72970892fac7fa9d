import { sql } from 'kysely';
import type { Id } from '#kernel/brand.ts';
import type { Actor, Tx } from '#kernel/db.ts';
import { fromCursor, isUuid, pageOf } from '#kernel/page.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { FactorAsked } from '../second-factors/contract.ts';
import type { PermissionChoice, RoleLine, RoleRecord } from './contract.ts';

const PAGE = 50;

/** What each role gives, as far as it is still offered. */
export const given = sql`given as (
  select g.clinic_id, g.role_id, g.permission from given_permission g join permission p using (permission) where p.offered)`;

/** Whether the actor holds all that the role aliased `r` gives; needs `given` in front. */
const mayCopyBy = (actorId: Id<'user'>) => sql<boolean>`not exists (
  select from given g where g.clinic_id = r.clinic_id and g.role_id = r.role_id
     and g.permission not in (select h.permission from held_permission h where h.user_id = ${actorId}))`;

export async function roleLines(tx: Tx, actorId: Id<'user'>): Promise<RoleLine[]> {
  const { rows } = await sql<RoleLine>`
    with ${given}
    select r.role_id as "roleId", r.name, r.description, r.system, ${mayCopyBy(actorId)} as "mayCopy",
           (select count(*)::int from user_role u where u.clinic_id = r.clinic_id and u.role_id = r.role_id) as users,
           (select count(*)::int from given g where g.clinic_id = r.clinic_id and g.role_id = r.role_id) as permissions
      from role r order by r.system nulls last, lower(r.name)`.execute(tx);
  return rows;
}

export async function permissionChoices(tx: Tx, actorId: Id<'user'>): Promise<PermissionChoice[]> {
  const { rows } = await sql<PermissionChoice>`
    select p.permission, p.says, p.permission in (select h.permission from held_permission h where h.user_id = ${actorId}) as "mayGive"
      from permission p where p.offered order by p.permission collate "C"`.execute(tx);
  return rows;
}

type RoleRead = Omit<RoleRecord, 'holders' | 'next'>;

export async function readRole(tx: Tx, roleId: Id<'role'>, actorId: Id<'user'>): Promise<RoleRead | undefined> {
  const { rows } = await sql<RoleRead>`
    with ${given}
    select r.role_id as "roleId", r.name, r.description, r.system, r.version, r.second_factor as "secondFactor", ${mayCopyBy(actorId)} as "mayCopy",
           (select count(*)::int from factor_lacking l where l.clinic_id = r.clinic_id and l.role_id = r.role_id) as "withoutFactor",
           (select count(*)::int from user_role u where u.clinic_id = r.clinic_id and u.role_id = r.role_id) as users,
           coalesce((select jsonb_agg(jsonb_build_object('permission', p.permission, 'says', p.says) order by p.permission collate "C")
                       from given g join permission p using (permission)
                      where g.clinic_id = r.clinic_id and g.role_id = r.role_id), '[]') as permissions
      from role r where r.role_id = ${roleId}`.execute(tx);
  return rows[0];
}

/**
 * The sort name and the id that the page of users before ended with.
 *
 * @throws {Refusal} `request/cursor-unknown`.
 */
export function beyondUser(after: string | undefined): readonly [string, string] | undefined {
  const keys = fromCursor(after, 2);
  if (!keys) return undefined;
  const [sortName, userId = null] = keys;
  if (typeof sortName !== 'string' || sortName.includes('\0') || !isUuid(userId))
    throw new Refusal('request/cursor-unknown');
  return [sortName, userId];
}

/** A page of the users who have a role, by name. */
export async function holdersOf(tx: Tx, roleId: Id<'role'>, after: string | undefined) {
  const beyond = beyondUser(after);
  const { rows } = await sql<RoleRecord['holders'][number] & { sortName: string }>`
    select u.user_id as "userId", u.first_name || ' ' || u.last_name as name, false as deactivated, u.sort_name as "sortName",
           not exists (select from user_role o where o.clinic_id = ur.clinic_id and o.user_id = ur.user_id and o.role_id <> ur.role_id) as "onlyRole"
      from user_role ur join clinic_user u using (clinic_id, user_id)
     where ur.role_id = ${roleId}
       and ${beyond ? sql`(u.sort_name, u.user_id) > (${beyond[0]}, ${beyond[1]}::uuid)` : sql`true`}
     order by u.sort_name, u.user_id limit ${sql.lit(PAGE + 1)}`.execute(tx);
  const { rows: page, next } = pageOf(rows, PAGE, (row) => [row.sortName, row.userId]);
  return { holders: page.map(({ sortName: _key, ...holder }) => holder), next };
}

/** A role as the rules need it. */
export async function findRole(tx: Tx, roleId: Id<'role'>) {
  const { rows } = await sql<{
    roleId: Id<'role'>;
    name: string;
    description: string;
    system: 'admin' | 'doctor' | null;
    version: number;
    secondFactor: FactorAsked | null;
    permissions: string[];
  }>`
    with ${given}
    select r.role_id as "roleId", r.name, r.description, r.system, r.version, r.second_factor as "secondFactor",
           array(select g.permission from given g where g.clinic_id = r.clinic_id and g.role_id = r.role_id
                  order by g.permission collate "C") as permissions
      from role r where r.role_id = ${roleId}`.execute(tx);
  return rows[0];
}

/** What the actor has to do with a role and with what it asks for. */
export async function ownPart(tx: Tx, roleId: Id<'role'>, actorId: Id<'user'>) {
  const { rows } = await sql<{ isOwn: boolean; holdsAll: boolean; has: string[] }>`
    with ${given}
    select exists (select from user_role ur where ur.role_id = r.role_id and ur.user_id = ${actorId}) as "isOwn",
           ${mayCopyBy(actorId)} as "holdsAll", array(select kind from factor where user_id = ${actorId}) as has
      from role r where r.role_id = ${roleId}`.execute(tx);
  return rows[0] ?? { isOwn: false, holdsAll: false, has: [] };
}

/** Says what a role asks for, and how many who have it lack that; nothing when `version` is not the current one. */
export async function setSecondFactor(tx: Tx, roleId: Id<'role'>, version: number, secondFactor: FactorAsked | null) {
  const updated = await tx
    .updateTable('role')
    .set({ second_factor: secondFactor })
    .where('role_id', '=', roleId)
    .where('version', '=', version)
    .returning('version')
    .executeTakeFirst();
  if (!updated) return undefined;
  const { rows } = await sql<{ users: number }>`
    select count(*)::int as users from factor_lacking where role_id = ${roleId}`.execute(tx);
  return { version: updated.version, withoutFactor: rows[0]?.users ?? 0 };
}

interface Described {
  readonly name: string;
  readonly description: string;
}

export const insertRole = (
  tx: Tx,
  { clinicId }: Actor,
  { name, description, secondFactor = null }: Described & { readonly secondFactor?: FactorAsked | null },
) =>
  tx
    .insertInto('role')
    .values({ clinic_id: clinicId, name: name.trim(), description: description.trim(), second_factor: secondFactor })
    .returning(['role_id as roleId', 'version'])
    .executeTakeFirstOrThrow();

/** Answers the new version, or nothing when `version` is not the current one. */
export const updateRole = (tx: Tx, roleId: Id<'role'>, version: number, { name, description }: Described) =>
  tx
    .updateTable('role')
    .set({ name: name.trim(), description: description.trim() })
    .where('role_id', '=', roleId)
    .where('version', '=', version)
    .returning('version')
    .executeTakeFirst();

/** Allows exactly this, besides what is no longer offered: that stays as it is. */
export async function setPermissions(
  tx: Tx,
  { clinicId }: Actor,
  roleId: Id<'role'>,
  permissions: readonly string[],
): Promise<void> {
  await sql`delete from role_permission rp using permission p
             where rp.role_id = ${roleId} and p.permission = rp.permission and p.offered
               and rp.permission <> all(${permissions}::text[])`.execute(tx);
  await sql`insert into role_permission (clinic_id, role_id, permission)
            select ${clinicId}, ${roleId}, one from unnest(${permissions}::text[]) one on conflict do nothing`.execute(
    tx,
  );
}

/** How many users have no other role than this one. */
export async function countOnlyHolders(tx: Tx, roleId: Id<'role'>): Promise<number> {
  const { rows } = await sql<{ users: number }>`
    select count(*)::int as users from user_role ur where ur.role_id = ${roleId} and not exists (
      select from user_role o where o.clinic_id = ur.clinic_id and o.user_id = ur.user_id and o.role_id <> ur.role_id)`.execute(
    tx,
  );
  return rows[0]?.users ?? 0;
}

/** Takes a role from all who have it, gives them the other one if there is one; answers how many they were. */
export async function replaceRole(tx: Tx, roleId: Id<'role'>, replacementId: Id<'role'> | undefined): Promise<number> {
  if (replacementId) {
    await sql`insert into user_role (clinic_id, user_id, role_id)
              select clinic_id, user_id, ${replacementId} from user_role where role_id = ${roleId}
              on conflict do nothing`.execute(tx);
  }
  const { numDeletedRows } = await tx.deleteFrom('user_role').where('role_id', '=', roleId).executeTakeFirst();
  return Number(numDeletedRows);
}

/** Answers nothing when `version` is not the current one. */
export const deleteRole = (tx: Tx, roleId: Id<'role'>, version: number) =>
  tx
    .deleteFrom('role')
    .where('role_id', '=', roleId)
    .where('version', '=', version)
    .returning('role_id')
    .executeTakeFirst();
