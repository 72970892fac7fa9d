import { sql } from 'kysely';
import type { Id } from '#kernel/brand.ts';
import type { Tx } from '#kernel/db.ts';
import type { Effect, RoleChange } from './contract.ts';
import { ADMINISTERS } from '../users/public.ts';

/** So many users are named of each effect; all are counted. */
const NAMED = 20;

interface Change {
  readonly roleId: Id<'role'>;
  /** What the role gives now, and what its users get instead. */
  readonly had: readonly string[];
  readonly gets: readonly string[];
  /** For whom; everybody who has the role when left out. */
  readonly userIds?: readonly Id<'user'>[];
}

/** What a user aliased `o` holds through other roles. */
const others = ({ roleId }: Change) => sql`
  other as (select distinct h.clinic_id, h.user_id, h.permission from held_permission h join holder using (clinic_id, user_id)
             where h.role_id <> ${roleId})`;
const holders = ({ roleId, userIds }: Change) =>
  userIds
    ? sql`holder as (select clinic_id, user_id from active_user where user_id = any(${userIds}::uuid[]))`
    : sql`holder as (select clinic_id, user_id from user_role where role_id = ${roleId})`;

/** Users gathered by what the change comes to for them: what comes new, and what nothing else gives them; `digest` stands for who they are. */
export async function effectsOf(tx: Tx, change: Change): Promise<(Effect & { readonly digest: string })[]> {
  const { had, gets } = change;
  const { rows } = await sql<Effect & { digest: string }>`
    with ${holders(change)}, ${others(change)},
    difference as (
      (select p as permission, 'gains' as turn from unnest(${gets}::text[]) p except select p, 'gains' from unnest(${had}::text[]) p)
      union all
      (select p, 'loses' from unnest(${had}::text[]) p except select p, 'loses' from unnest(${gets}::text[]) p)),
    turned as (
      select h.clinic_id, h.user_id,
             array_agg(d.permission order by d.permission collate "C") filter (where d.turn = 'gains') as gains,
             array_agg(d.permission order by d.permission collate "C") filter (where d.turn = 'loses') as loses
        from holder h cross join difference d
       where not exists (select from other o where o.clinic_id = h.clinic_id and o.user_id = h.user_id and o.permission = d.permission)
       group by h.clinic_id, h.user_id),
    numbered as (
      select t.gains, t.loses, u.user_id, u.first_name || ' ' || u.last_name as name,
             row_number() over (partition by t.gains, t.loses order by u.sort_name, u.user_id) as n
        from turned t join clinic_user u using (clinic_id, user_id))
    select ${sentences(sql.ref('gains'))} as gains, ${sentences(sql.ref('loses'))} as loses, count(*)::int as users,
           md5(string_agg(user_id::text, ' ' order by user_id)) as digest,
           jsonb_agg(jsonb_build_object('userId', user_id, 'name', name, 'deactivated', false) order by n)
             filter (where n <= ${sql.lit(NAMED)}) as named
      from numbered group by numbered.gains, numbered.loses order by count(*) desc, numbered.gains, numbered.loses`.execute(
    tx,
  );
  return rows;
}

/** A list of permissions, each with its sentence. */
const sentences = (list: ReturnType<typeof sql.ref>) => sql`
  coalesce((select jsonb_agg(jsonb_build_object('permission', p.permission, 'says', p.says) order by p.permission collate "C")
              from permission p where p.permission = any(numbered.${list})), '[]')`;

/** How many have the role, and who of them has no other. */
export async function readOnlyHolders(
  tx: Tx,
  roleId: Id<'role'>,
): Promise<{ users: number; alone: RoleChange['leftWithout'] }> {
  const { rows } = await sql<{ users: number; alone: RoleChange['leftWithout'] }>`
    with holder as (
      select u.user_id, u.first_name || ' ' || u.last_name as name, u.sort_name,
             not exists (select from user_role o where o.clinic_id = ur.clinic_id and o.user_id = ur.user_id and o.role_id <> ur.role_id) as alone
        from user_role ur join clinic_user u using (clinic_id, user_id) where ur.role_id = ${roleId})
    select (select count(*)::int from holder) as users, jsonb_build_object(
      'users', (select count(*) from holder where alone),
      'named', coalesce((select jsonb_agg(jsonb_build_object('userId', user_id, 'name', name, 'deactivated', false) order by sort_name, user_id)
                           from (select * from holder where alone order by sort_name, user_id limit ${sql.lit(NAMED)}) h), '[]')) as alone`.execute(
    tx,
  );
  return rows[0] ?? { users: 0, alone: { users: 0, named: [] } };
}

/** Whether the user would still administer, and does now, if the role gave this. */
export async function administersAfter(
  tx: Tx,
  userId: Id<'user'>,
  { roleId, gets }: Change,
): Promise<{ did: boolean; does: boolean }> {
  const { rows } = await sql<{ did: boolean; does: boolean }>`
    with own as (select h.role_id from held_permission h where h.user_id = ${userId} and h.permission = ${ADMINISTERS})
    select exists (table own) as did,
           exists (select from own where role_id <> ${roleId})
             or (${gets.includes(ADMINISTERS)} and exists (select from user_role where user_id = ${userId} and role_id = ${roleId})) as does`.execute(
    tx,
  );
  return rows[0] ?? { did: false, does: false };
}
