import { sql } from 'kysely';
import type { SiteColour } from '#features/sites/contract.ts';
import type { Id } from '#kernel/brand.ts';
import type { Tx } from '#kernel/db.ts';
import type { UserType } from './contract.ts';
import { operationFor } from './provinces/field.ts';
import type { Ability } from './record-schema.ts';

interface RoleChoice {
  readonly roleId: Id<'role'>;
  readonly name: string;
  readonly description: string;
  readonly system: 'admin' | 'doctor' | null;
  readonly mayGive: boolean;
  readonly permissions: number;
  readonly enables: Ability[];
}

/** Every role, with whether the actor holds all that it would give away. */
export async function roleChoices(tx: Tx, actorId: Id<'user'>): Promise<RoleChoice[]> {
  const { rows } = await sql<RoleChoice>`
    with own as (select permission from held_permission where user_id = ${actorId})
    select r.role_id as "roleId", r.name, r.description, r.system,
           not exists (select from given_permission g where g.clinic_id = r.clinic_id and g.role_id = r.role_id
                          and g.permission not in (table own)) as "mayGive",
           (select count(*)::int from given_permission g where g.clinic_id = r.clinic_id and g.role_id = r.role_id) as permissions,
           array(select a.key from jsonb_each_text(${JSON.stringify(operationFor)}::jsonb) a join given_permission g on g.permission = a.value
                  where g.clinic_id = r.clinic_id and g.role_id = r.role_id order by a.key) as enables
      from role r order by r.system nulls last, lower(r.name)`.execute(tx);
  return rows;
}

interface SiteChoice {
  readonly siteId: Id<'site'>;
  readonly name: string;
  readonly shortName: string;
  readonly colour: SiteColour;
  readonly address: string;
  readonly city: string;
  readonly province: string;
  readonly phone: string;
  readonly fax: string;
  readonly serviceLocationCode: string;
}

/** Every open site, with what it prints on letters. */
export async function siteChoices(tx: Tx): Promise<SiteChoice[]> {
  const { rows } = await sql<SiteChoice>`
    select site_id as "siteId", name, short_name as "shortName", colour, address,
           concat_ws(' ', nullif(city, ''), nullif(province, ''), nullif(postal_code, '')) as city, province, phone, fax,
           service_location_code as "serviceLocationCode"
      from site where closed_at is null order by name`.execute(tx);
  return rows;
}

/** Whether the actor holds every permission that this user holds. */
export async function holdsAllOf(tx: Tx, actorId: Id<'user'>, userId: Id<'user'>): Promise<boolean> {
  const { rows } = await sql`
    select permission from held_permission where user_id = ${userId}
    except select permission from held_permission where user_id = ${actorId} limit 1`.execute(tx);
  return rows.length === 0;
}

/** The active users, or those of one type; whoever has left stands in none of these lists. */
export async function colleagues(tx: Tx, type: UserType | undefined) {
  const { rows } = await sql<{
    userId: Id<'user'>;
    name: string;
    type: UserType;
    locked: boolean;
    deactivated: boolean;
    siteIds: Id<'site'>[];
  }>`
    select u.user_id as "userId", u.first_name || ' ' || u.last_name as name, u.type, u.locked_at is not null or coalesce(l.ends_at <= now(), false) as locked,
           false as deactivated,
           array(select site_id from site_assignment s where s.clinic_id = u.clinic_id and s.user_id = u.user_id) as "siteIds"
      from active_user a join clinic_user u using (clinic_id, user_id) left join last_day l using (clinic_id, user_id)
     where ${type ? sql`u.type = ${type}` : sql`true`} order by u.sort_name`.execute(tx);
  return rows;
}
