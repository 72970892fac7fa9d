import { type RawBuilder, sql } from 'kysely';
import type { Id } from '#kernel/brand.ts';
import type { Actor, Tx } from '#kernel/db.ts';
import { localTime, personOf } from '../work/public.ts';
import type { Group } from './group-contract.ts';

/** As JSON carries an instant: the driver reads only columns. */
const iso = (column: RawBuilder<unknown>) =>
  sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** Every group that is not retired, by name. There are a few of them in a clinic. */
export async function listGroups(tx: Tx): Promise<Group[]> {
  const { rows } = await sql<Group>`
    select g.group_id as "groupId", g.name, g.version,
           coalesce((select jsonb_agg(m.person || jsonb_build_object('since', ${iso(sql`m.since`)}, 'cameFrom', m.came) order by m.person ->> 'name')
              from (select ${personOf('holder_id')} as person, ${personOf('came_from_id')} as came, w.since from group_membership w
                     where w.clinic_id = g.clinic_id and w.group_id = g.group_id and w.ended_at is null) m), '[]') as members,
           coalesce((select jsonb_agg(f.person || jsonb_build_object('until', ${iso(sql`f.until`)}) order by f.until desc)
              from (select ${personOf('holder_id')} as person, coalesce(upper(w.during), w.ended_at) as until
                      from group_membership_history w join group_membership o using (clinic_id, membership_id)
                     where o.clinic_id = g.clinic_id and o.group_id = g.group_id
                       and (w.ended_at is not null or w.holder_id <> o.holder_id)
                     order by until desc limit 20) f), '[]') as former
      from message_group g where g.retired_at is null order by lower(g.name)`.execute(tx);
  return rows;
}

/** A group as the rules need it, held still until the transaction ends; nothing when it is retired. */
export async function holdGroup(tx: Tx, groupId: Id<'group'>) {
  const { rows } = await sql<{ name: string; version: number; memberIds: Id<'user'>[] }>`
    with held as (select g.* from message_group g where g.group_id = ${groupId} and g.retired_at is null for update)
    select g.name, g.version,
           array(select m.holder_id from group_membership m where m.clinic_id = g.clinic_id and m.group_id = g.group_id
                    and m.ended_at is null order by m.holder_id) as "memberIds"
      from held g`.execute(tx);
  return rows[0];
}

export const insertGroup = (tx: Tx, { clinicId }: Actor, name: string) =>
  tx
    .insertInto('message_group')
    .values({ clinic_id: clinicId, name: name.trim() })
    .returning(['group_id as groupId', 'version'])
    .executeTakeFirstOrThrow();

export const renameGroup = (tx: Tx, groupId: Id<'group'>, name: string) =>
  tx
    .updateTable('message_group')
    .set({ name: name.trim() })
    .where('group_id', '=', groupId)
    .returning(['group_id as groupId', 'version'])
    .executeTakeFirstOrThrow();

export const retireGroup = (tx: Tx, groupId: Id<'group'>) =>
  tx
    .updateTable('message_group')
    .set({ retired_at: sql`now()` })
    .where('group_id', '=', groupId)
    .execute();

/** These users and nobody else are in it from now on. Who stays, stays since when they came. */
export async function setMembers(
  tx: Tx,
  { clinicId }: Actor,
  groupId: Id<'group'>,
  userIds: readonly Id<'user'>[],
): Promise<void> {
  await sql`
    with ended as (
      update group_membership set ended_at = now()
       where group_id = ${groupId} and ended_at is null and holder_id <> all(${userIds}::uuid[]))
    insert into group_membership (clinic_id, group_id, holder_id)
    select ${clinicId}, ${groupId}, one from unnest(${userIds}::uuid[]) one
     where not exists (select from group_membership m where m.group_id = ${groupId} and m.ended_at is null and m.holder_id = one)
     order by one`.execute(tx);
}

/** Which of these groups there are, and who is in them, each once. */
export async function membersOf(tx: Tx, groupIds: readonly Id<'group'>[]) {
  const { rows } = await sql<{ known: number; userIds: Id<'user'>[] }>`
    select count(distinct g.group_id)::int as known,
           coalesce(array_agg(distinct u.user_id) filter (where u.locked_at is null and u.user_id is not null), '{}') as "userIds"
      from message_group g left join group_membership m using (clinic_id, group_id)
      left join clinic_user u on u.clinic_id = m.clinic_id and u.user_id = m.open_holder_id
     where g.group_id = any(${groupIds}::uuid[]) and g.retired_at is null`.execute(tx);
  return rows[0] ?? { known: 0, userIds: [] };
}

/** How many of these users there are, and how many of them are active and not locked. */
export async function whoCanJoin(tx: Tx, userIds: readonly Id<'user'>[]) {
  const { rows } = await sql<{ known: number; able: number }>`
    select count(*)::int as known, count(*) filter (where a.user_id is not null and u.locked_at is null)::int as able
      from clinic_user u left join active_user a using (clinic_id, user_id) where u.user_id = any(${userIds}::uuid[])`.execute(
    tx,
  );
  return rows[0] ?? { known: 0, able: 0 };
}

/** Who is in which group, for a file. */
export const allMemberships = sql<{ group: string; member: string; since: string; cameFrom: string | null }>`
  select g.name as "group", ${personOf('holder_id')} ->> 'name' as member, ${localTime('since')} as since,
         ${personOf('came_from_id')} ->> 'name' as "cameFrom"
    from message_group g join group_membership w using (clinic_id, group_id)
   where g.retired_at is null and w.ended_at is null order by lower(g.name), 2`;
