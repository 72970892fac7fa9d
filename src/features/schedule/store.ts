import { sql } from 'kysely';
import type { Id } from '#kernel/brand.ts';
import type { Tx } from '#kernel/db.ts';
import { coversFor } from '../work/public.ts';
import type { AppointmentStatus, Mark } from './contract.ts';
import type { Bookable } from './rules.ts';

/** What can be done with appointments, of which the actor may do some. */
export async function ownPermissions(tx: Tx, actorId: Id<'user'>): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ permission: string }>`
    select distinct permission from held_permission
     where user_id = ${actorId} and starts_with(permission, 'schedule.')`.execute(tx);
  return new Set(rows.map(({ permission }) => permission));
}

/** What the clinic's calendar and clock show. */
export async function readNow(tx: Tx): Promise<{ day: string; time: string }> {
  const { rows } = await sql<{ day: string; time: string }>`
    select to_char(local, 'YYYY-MM-DD') as day, to_char(local, 'HH24:MI') as time
      from (select now() at time zone time_zone as local from clinic) c`.execute(tx);
  return rows[0] ?? { day: '', time: '' };
}

/** The provider of a booking, and whether they work at its site. Holds the provider's activity, so that nobody leaves in between. */
export async function readBookable(tx: Tx, providerId: Id<'user'>, siteId: Id<'site'>): Promise<Bookable> {
  const [active, known] = await Promise.all([
    sql`select from active_user where user_id = ${providerId} for key share`.execute(tx),
    sql<{ type: string; locked: boolean; atSite: boolean }>`
      select u.type, u.locked_at is not null as locked,
             exists (select from site_assignment where user_id = ${providerId} and site_id = ${siteId}) as "atSite"
        from clinic_user u where u.user_id = ${providerId}`.execute(tx),
  ]);
  const { type, locked = false, atSite = false } = known.rows[0] ?? {};
  return { provider: type === undefined ? undefined : { type, locked, active: active.rows.length > 0 }, atSite };
}

/** Whether the clinic refuses to book with this provider on that day, because they are away. */
export async function refusedAsAway(tx: Tx, { providerId, day }: Pick<Time, 'providerId' | 'day'>) {
  const { rows } = await sql<{ name: string }>`
    select u.first_name || ' ' || u.last_name as name from clinic c join absence w using (clinic_id) join clinic_user u using (clinic_id, user_id)
     where c.refuse_booking_away and w.user_id = ${providerId} and w.ended_at is null
       and ${day}::date between w.from_day and w.until_day`.execute(tx);
  return rows[0];
}

export interface Time {
  readonly providerId: Id<'user'>;
  readonly siteId: Id<'site'>;
  readonly day: string;
  readonly start: string;
  readonly durationMinutes: number;
}

export interface Booked {
  readonly appointmentId: Id<'appointment'>;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly day: string;
  readonly start: string;
  readonly version: number;
}

const localStart = sql`starts_at at time zone (select time_zone from clinic)`;
const booked = sql`appointment_id as "appointmentId", starts_at as "startsAt", ends_at as "endsAt", version,
  to_char(${localStart}, 'YYYY-MM-DD') as day, to_char(${localStart}, 'HH24:MI') as start`;

/** A clock time of the clinic as an instant; a time that the clocks jump over is the one after the jump. */
const instantOf = ({ day, start }: Time) =>
  sql`(select (${day}::date + ${start}::time) at time zone time_zone from clinic)`;

/** Answers nothing when there is no such patient, or the record is closed to the actor. */
export async function insertAppointment(
  tx: Tx,
  patientId: Id<'patient'>,
  { reason, ...time }: Time & { readonly reason: string },
): Promise<Booked | undefined> {
  const { rows } = await sql<Booked>`
    insert into appointment (clinic_id, patient_id, site_id, holder_id, starts_at, ends_at, reason)
    select p.clinic_id, p.patient_id, ${time.siteId}, ${time.providerId}, t.instant,
           t.instant + make_interval(mins => ${time.durationMinutes}::int), ${reason}
      from patient p, (select ${instantOf(time)} as instant) t
     where p.patient_id = ${patientId} and chart_is_open(p.patient_id)
    returning ${booked}`.execute(tx);
  return rows[0];
}

/** An appointment as the commands need it, held until the transaction ends. */
export async function holdAppointment(tx: Tx, appointmentId: Id<'appointment'>) {
  const { rows } = await sql<{
    patientId: Id<'patient'>;
    providerId: Id<'user'> | null;
    siteId: Id<'site'>;
    startsAt: string;
    endsAt: string;
    status: AppointmentStatus;
    version: number;
    /** The actor covers for the provider: for such as are over, or for any. */
    covers: boolean;
  }>`
    select patient_id as "patientId", holder_id as "providerId", site_id as "siteId", starts_at as "startsAt",
           ends_at as "endsAt", status, version,
           ${coversFor(sql`holder_id`, 'appointment')} or (starts_at < now() and ${coversFor(sql`holder_id`, 'past-appointment')}) as covers
      from appointment where appointment_id = ${appointmentId} for no key update`.execute(tx);
  return rows[0];
}

export async function moveAppointment(tx: Tx, appointmentId: Id<'appointment'>, time: Time): Promise<Booked> {
  const { rows } = await sql<Booked>`
    update appointment
       set holder_id = ${time.providerId}, site_id = ${time.siteId}, starts_at = t.instant,
           ends_at = t.instant + make_interval(mins => ${time.durationMinutes}::int)
      from (select ${instantOf(time)} as instant) t
     where appointment_id = ${appointmentId}
    returning ${booked}`.execute(tx);
  return rows[0] as Booked;
}

export const setStatus = (tx: Tx, appointmentId: Id<'appointment'>, status: Mark | 'cancelled') =>
  tx
    .updateTable('appointment')
    .set({ status })
    .where('appointment_id', '=', appointmentId)
    .returning(['version', 'holder_id as holderId', 'arrived_for_id as arrivedForId'])
    .executeTakeFirstOrThrow();
