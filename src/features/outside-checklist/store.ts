import { sql } from 'kysely';
import type { Id } from '#kernel/brand.ts';
import type { Actor, Tx } from '#kernel/db.ts';
import type { Mark } from './rules.ts';

interface Leaver {
  readonly userId: Id<'user'>;
  readonly type: string;
  readonly province: string;
  /** Days of the clinic's calendar. */
  readonly leftOn: string | null;
  readonly leavesOn: string | null;
  readonly today: string;
  readonly name: string;
  readonly status: string;
}

const leaver = sql`
  u.user_id as "userId", u.first_name || ' ' || u.last_name as name, u.type, c.province,
  case when a.user_id is null then 'inactive' when u.locked_at is not null then 'locked' else 'active' end as status,
  case when a.user_id is null then (
    (select max(h.at) from handover h where h.clinic_id = u.clinic_id and h.leaver_id = u.user_id) at time zone c.time_zone)::date end as "leftOn",
  (l.ends_at at time zone c.time_zone)::date as "leavesOn",
  (now() at time zone c.time_zone)::date as today`;
const from = sql`clinic_user u join clinic c using (clinic_id) left join active_user a using (clinic_id, user_id)
  left join last_day l using (clinic_id, user_id)`;

/** Whose list it is; a user who left otherwise than through Deactivate has no day of leaving. */
export async function readLeaver(tx: Tx, userId: Id<'user'>): Promise<Leaver | undefined> {
  const { rows } = await sql<Leaver>`select ${leaver} from ${from} where u.user_id = ${userId}`.execute(tx);
  return rows[0];
}

/** Those who left within so many days or have a last day, in the order of when. */
export async function leavers(tx: Tx, days: number): Promise<Leaver[]> {
  const { rows } = await sql<Leaver>`
    select ${leaver} from ${from}
     where l.user_id is not null
        or (a.user_id is null and u.user_id in (select h.leaver_id from handover h where h.at > now() - make_interval(days => ${days})))
     order by "leftOn", "leavesOn", name limit 1000`.execute(tx);
  return rows;
}

/** What was said of the lists of these users, since they came. */
export async function marksOf(tx: Tx, userIds: readonly Id<'user'>[]) {
  const { rows } = await sql<Mark & { userId: Id<'user'> }>`
    select m.user_id as "userId", m.line, m.state, m.note, m.marked_at as at, m.files,
           json_build_object('userId', p.user_id, 'name', p.first_name || ' ' || p.last_name, 'deactivated', a.user_id is null) as by
      from outside_mark_of_now m join clinic_user p on p.clinic_id = m.clinic_id and p.user_id = m.marked_by_id
      left join active_user a on a.clinic_id = p.clinic_id and a.user_id = p.user_id
     where m.user_id = any(${userIds}::uuid[])`.execute(tx);
  return rows;
}

/** Holds the user's record, so that two who mark one line come one after the other. */
export async function holdStill(tx: Tx, userId: Id<'user'>): Promise<void> {
  await sql`select from clinic_user where user_id = ${userId} for no key update`.execute(tx);
}

interface Marking {
  readonly userId: Id<'user'>;
  readonly line: string;
  readonly state: Mark['state'];
  readonly note: string;
}

export async function mark(tx: Tx, { clinicId, id }: Actor, { userId, line, state, note }: Marking): Promise<void> {
  await sql`
    insert into outside_mark (clinic_id, user_id, line, state, note, marked_by_id)
    values (${clinicId}, ${userId}, ${line}, ${state}, ${note.trim()}, ${id})`.execute(tx);
}

/** Whether there was a mark to take back. */
export async function takeBack(tx: Tx, userId: Id<'user'>, line: string): Promise<boolean> {
  const { rows } = await sql`
    update outside_mark set taken_back_at = now()
     where mark_id in (select mark_id from outside_mark_of_now where user_id = ${userId} and line = ${line}) returning 1`.execute(
    tx,
  );
  return rows.length > 0;
}
