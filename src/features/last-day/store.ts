import { type RawBuilder, sql } from 'kysely';
import type { Id } from '#kernel/brand.ts';
import type { Actor, Tx } from '#kernel/db.ts';
import { fromCursor, isText, isUuid, pageOf } from '#kernel/page.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Beyond, LastDay } from './contract.ts';

const PAGE = 25;

/** A moment by the clinic's calendar and clock. */
export interface Moment {
  readonly day?: string;
  readonly time?: string;
}

/** An instant: the moment that is thought of, or the one that is set for this user; null where neither is known. */
const momentOf = (userId: Id<'user'>, { day, time = '23:59' }: Moment): RawBuilder<string | null> =>
  day
    ? sql`(select ${`${day} ${time}`}::timestamp at time zone time_zone from clinic)`
    : sql`(select ends_at from last_day where user_id = ${userId})`;

export async function readLastDay(tx: Tx, userId: Id<'user'>): Promise<LastDay | undefined> {
  const { rows } = await sql<LastDay>`
    select l.ends_at as "endsAt", l.reason, l.set_at as "setAt", l.version, l.ends_at <= now() as passed,
           jsonb_build_object('day', to_char(t.local, 'YYYY-MM-DD'), 'time', to_char(t.local, 'HH24:MI')) as ends,
           jsonb_build_object('userId', u.user_id, 'name', u.first_name || ' ' || u.last_name, 'deactivated', a.user_id is null) as "setBy",
           case when l.missed is not null then l.missed || jsonb_build_object('at', to_json(l.missed_at)) end as missed
      from last_day l join clinic c using (clinic_id) join clinic_user u on u.clinic_id = l.clinic_id and u.user_id = l.set_by_id
      left join active_user a on a.clinic_id = u.clinic_id and a.user_id = u.user_id
      cross join lateral (select l.ends_at at time zone c.time_zone as local) t
     where l.user_id = ${userId}`.execute(tx);
  return rows[0];
}

/** A moment of the clinic as an instant, and the time it is now. */
export async function readClock(tx: Tx, { day, time }: { readonly day: string; readonly time: string }) {
  const { rows } = await sql<{ endsAt: string; now: string }>`
    select ${`${day} ${time}`}::timestamp at time zone time_zone as "endsAt", clock_timestamp() as now from clinic`.execute(
    tx,
  );
  const [read] = rows;
  if (!read) throw new Error('the clinic entered is not there');
  return read;
}

/** How much is booked with a user beyond a moment, patients closed to the actor included. */
export async function countBeyond(tx: Tx, userId: Id<'user'>, moment: Moment) {
  const { rows } = await sql<{ items: number; first: string | null; last: string | null }>`
    select items, first, last from appointments_beyond(${userId}, ${momentOf(userId, moment)})`.execute(tx);
  return rows[0] ?? { items: 0, first: null, last: null };
}

/**
 * What is booked with a user beyond a moment and open to the actor, soonest first.
 *
 * @throws {Refusal} `request/cursor-unknown`.
 */
export async function listBeyond(tx: Tx, userId: Id<'user'>, moment: Moment, after: string | undefined) {
  const keys = fromCursor(after, 2);
  if (keys && !(isText(keys[0]) && isUuid(keys[1]))) throw new Refusal('request/cursor-unknown');
  const { rows } = await sql<Beyond & { exactly: string }>`
    select b.appointment_id as "appointmentId", b.starts_at as "startsAt", b.starts_at::text as exactly,
           to_char(b.starts_at at time zone c.time_zone, 'YYYY-MM-DD') as day, s.name as site, p.first_name || ' ' || p.last_name as patient
      from appointment b join clinic c using (clinic_id) join site s using (clinic_id, site_id)
      join patient p using (clinic_id, patient_id)
     where b.open_holder_id = ${userId} and b.starts_at >= now() and b.ends_at > ${momentOf(userId, moment)}
       and ${keys ? sql`(b.starts_at, b.appointment_id) > (${keys[0]}::timestamptz, ${keys[1]}::uuid)` : sql`true`}
     order by b.starts_at, b.appointment_id limit ${sql.lit(PAGE + 1)}`.execute(tx);
  const { rows: shown, next } = pageOf(rows, PAGE, (row) => [row.exactly, row.appointmentId]);
  return { appointments: shown.map(({ exactly: _exactly, ...one }) => one), next };
}

interface Wanted {
  readonly endsAt: string;
  readonly reason: string;
}

/** Sets the first last day of this user; answers nothing when there is one already. */
export async function insertLastDay(tx: Tx, actor: Actor, userId: Id<'user'>, { endsAt, reason }: Wanted) {
  const { rows } = await sql<{ version: number }>`
    insert into last_day (clinic_id, user_id, ends_at, reason, set_by_id)
    values (${actor.clinicId}, ${userId}, ${endsAt}, ${reason}, ${actor.id})
    on conflict do nothing returning version`.execute(tx);
  return rows[0];
}

/** Changes it; what was missing on an earlier one counts no more. Nothing when `version` is not the current one. */
export async function updateLastDay(
  tx: Tx,
  actor: Actor,
  userId: Id<'user'>,
  { endsAt, reason, version }: Wanted & { readonly version: number },
) {
  const { rows } = await sql<{ version: number }>`
    update last_day set ends_at = ${endsAt}, reason = ${reason}, set_by_id = ${actor.id}, set_at = now(), missed_at = null, missed = null
     where user_id = ${userId} and version = ${version} returning version`.execute(tx);
  return rows[0];
}

export const deleteLastDay = (tx: Tx, userId: Id<'user'>) =>
  sql`delete from last_day where user_id = ${userId}`.execute(tx);

/** Keeps what was missing when the day came. */
export const keepMissed = (tx: Tx, userId: Id<'user'>, missed: object) =>
  sql`update last_day set missed_at = now(), missed = ${JSON.stringify(missed)}::jsonb where user_id = ${userId}`.execute(
    tx,
  );

/** Whose last day comes within thirty days or has come, the soonest first. */
export async function leaving(tx: Tx) {
  const { rows } = await sql<{
    userId: Id<'user'>;
    name: string;
    endsAt: string;
    passed: boolean;
    missed: boolean;
    planned: boolean;
  }>`
    select l.user_id as "userId", u.first_name || ' ' || u.last_name as name, l.ends_at as "endsAt", l.ends_at <= now() as passed,
           l.missed_at is not null as missed,
           exists (select from handover_plan p where p.clinic_id = l.clinic_id and p.leaver_id = l.user_id and p.closed_at is null) as planned
      from last_day l join clinic_user u using (clinic_id, user_id)
     where l.ends_at < now() + interval '30 days' order by l.ends_at, l.user_id limit 200`.execute(tx);
  return rows;
}
