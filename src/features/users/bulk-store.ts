import { sql } from 'kysely';
import type { Id } from '#kernel/brand.ts';
import type { Actor, Tx } from '#kernel/db.ts';
import type { Chosen } from './bulk-rules.ts';
import { ADMINISTERS } from './store.ts';

/** The chosen users beside one role, by name. */
export async function chosenUsers(tx: Tx, userIds: readonly Id<'user'>[], roleId: Id<'role'>): Promise<Chosen[]> {
  const { rows } = await sql<Chosen>`
    with chosen as (select u.clinic_id, u.user_id, u.first_name || ' ' || u.last_name as name, u.locked_at, u.sort_name
                      from clinic_user u where u.user_id = any(${userIds}::uuid[])),
    own as (select ur.user_id, bool_or(ur.role_id = ${roleId}) as "hasRole", bool_or(ur.role_id <> ${roleId}) as "hasOthers"
              from chosen join user_role ur using (clinic_id, user_id) group by ur.user_id),
    administering as (select distinct h.user_id from chosen join held_permission h using (clinic_id, user_id)
                       where h.permission = ${ADMINISTERS} and h.role_id <> ${roleId})
    select c.user_id as "userId", c.name, a.user_id is not null as active, c.locked_at is not null as locked,
           coalesce(o."hasRole", false) as "hasRole", coalesce(o."hasOthers", false) as "hasOthers",
           d.user_id is not null as "administersAnyway"
      from chosen c left join active_user a using (clinic_id, user_id) left join own o using (user_id)
      left join administering d using (user_id)
     order by c.sort_name, c.user_id`.execute(tx);
  return rows;
}

/** Active, unlocked administrators besides these users who can sign in, and whose sign-in has no end. */
export async function countAdministratorsBesidesAll(tx: Tx, userIds: readonly Id<'user'>[]): Promise<number> {
  const { rows } = await sql<{ administrators: number }>`
    select count(distinct h.user_id)::int as administrators
      from held_permission h join clinic_user u using (clinic_id, user_id) join credentials k using (clinic_id, user_id)
     where h.permission = ${ADMINISTERS} and h.user_id <> all(${userIds}::uuid[]) and u.locked_at is null
       and k.ready and k.expires_at is null
       and not exists (select from last_day l where l.clinic_id = h.clinic_id and l.user_id = h.user_id)`.execute(tx);
  return rows[0]?.administrators ?? 0;
}

export const addRoleTo = (tx: Tx, { clinicId }: Actor, userIds: readonly Id<'user'>[], roleId: Id<'role'>) =>
  sql`insert into user_role (clinic_id, user_id, role_id) select ${clinicId}, one, ${roleId} from unnest(${userIds}::uuid[]) one`.execute(
    tx,
  );

export const removeRoleFrom = (tx: Tx, userIds: readonly Id<'user'>[], roleId: Id<'role'>) =>
  sql`delete from user_role where role_id = ${roleId} and user_id = any(${userIds}::uuid[])`.execute(tx);
