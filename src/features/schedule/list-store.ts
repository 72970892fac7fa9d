import { type RawBuilder, sql } from 'kysely';
import type { Id } from '#kernel/brand.ts';
import type { Tx } from '#kernel/db.ts';
import type { AppointmentStatus } from './contract.ts';

interface Person {
  readonly userId: Id<'user'>;
  readonly name: string;
  readonly deactivated: boolean;
}

interface Times {
  readonly provider: Person | null;
  readonly siteId: Id<'site'>;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly day: string;
  readonly start: string;
  readonly end: string;
  readonly durationMinutes: number;
  readonly overlaps: boolean;
}

interface AppointmentRow extends Times {
  readonly appointmentId: Id<'appointment'>;
  readonly patient: { readonly patientId: Id<'patient'>; readonly name: string };
  readonly reason: string;
  readonly status: AppointmentStatus;
  readonly version: number;
  readonly cameFrom: Person | null;
  readonly arrivedFor: Person | null;
}

/** A slot of a patient who is closed to the actor has none of what an appointment has. */
interface TakenRow extends Times {
  readonly patient: null;
  /** Only where the clinic shows it. */
  readonly patientName: string | null;
}

interface Asked {
  readonly from: string;
  readonly to: string;
  readonly providerId?: Id<'user'>;
  readonly siteId?: Id<'site'>;
  readonly elsewhere?: boolean;
  readonly cancelled?: boolean;
}

const person = (user: string, active: string): RawBuilder<Person | null> => sql`
  case when ${sql.ref(`${user}.user_id`)} is not null then
    jsonb_build_object('userId', ${sql.ref(`${user}.user_id`)}, 'deactivated', ${sql.ref(`${active}.user_id`)} is null,
      'name', ${sql.ref(`${user}.first_name`)} || ' ' || ${sql.ref(`${user}.last_name`)}) end`;

const columns = sql`
  j.appointment_id as "appointmentId",
  case when p.patient_id is not null then
    jsonb_build_object('patientId', p.patient_id, 'name', btrim(p.first_name || ' ' || p.last_name)) end as patient,
  ${person('u', 'a')} as provider, ${person('former', 'former_active')} as "cameFrom", ${person('gone', 'gone_active')} as "arrivedFor", j.site_id as "siteId",
  j.starts_at as "startsAt", j.ends_at as "endsAt", to_char(j.starts_at at time zone c.time_zone, 'YYYY-MM-DD') as day,
  to_char(j.starts_at at time zone c.time_zone, 'HH24:MI') as start, to_char(j.ends_at at time zone c.time_zone, 'HH24:MI') as "end",
  (extract(epoch from j.ends_at - j.starts_at) / 60)::int as "durationMinutes", j.reason, j.status, j.version, j.overlaps`;

const people = sql`
  left join clinic_user u on u.clinic_id = c.clinic_id and u.user_id = j.holder_id
  left join active_user a on a.clinic_id = c.clinic_id and a.user_id = j.holder_id
  left join clinic_user former on former.clinic_id = c.clinic_id and former.user_id = j.came_from_id
  left join active_user former_active on former_active.clinic_id = c.clinic_id and former_active.user_id = j.came_from_id
  left join clinic_user gone on gone.clinic_id = c.clinic_id and gone.user_id = j.arrived_for_id
  left join active_user gone_active on gone_active.clinic_id = c.clinic_id and gone_active.user_id = j.arrived_for_id`;

/**
 * Everything of a span of time, in the order of time. Overlaps are judged before a site is
 * chosen, and with the slots that are closed to the actor: nobody is at two places at once.
 * An appointment overlaps when one that begins before it ends after its start, or the next
 * one begins before its end.
 */
const judged = (span: RawBuilder<unknown>, provider: RawBuilder<unknown>) => sql`
  span as materialized (${span}),
  slot as (
    select w.appointment_id, w.patient_id, w.holder_id, w.came_from_id, w.arrived_for_id, w.site_id, w.starts_at, w.ends_at, w.reason, w.status,
           w.version, w.status in ('booked', 'arrived', 'seen') and w.holder_id is not null as takes, null::text as patient_name
      from appointment w
     -- No appointment is longer than 24 hours: this keeps the search a range of the index.
     where w.starts_at >= (select since - interval '24 hours' from span) and w.starts_at < (select until from span)
       and w.ends_at > (select since from span) and ${provider}
    union all
    select null, null, w.holder_id, null, null, w.site_id, w.starts_at, w.ends_at, '', 'taken', 0, w.holder_id is not null, w.patient_name
      from span, taken_slots(span.since, span.until) w where ${provider}),
  judged as (
    select slot.*, takes and coalesce(max(ends_at) over (earlier rows between unbounded preceding and 1 preceding) > starts_at
                                      or lead(starts_at) over earlier < ends_at, false) as overlaps
      from slot window earlier as (partition by takes, holder_id order by starts_at, ends_at))`;

/** What is at the site; with `elsewhere`, also what takes the time of its providers at other sites. */
function atSite({ siteId, elsewhere = false }: Asked): RawBuilder<unknown> {
  if (!siteId) return sql`true`;
  if (!elsewhere) return sql`j.site_id = ${siteId}`;
  return sql`(j.site_id = ${siteId} or exists (select from site_assignment s where s.clinic_id = c.clinic_id
                                                  and s.site_id = ${siteId} and s.user_id = j.holder_id))`;
}

/** The appointments that begin on these days, and the slots that are taken by patients closed to the actor. */
export async function listAppointments(tx: Tx, asked: Asked) {
  const { from, to, providerId, cancelled = false } = asked;
  const span = sql`select ${from}::date::timestamp at time zone time_zone as since,
                          (${to}::date + 1)::timestamp at time zone time_zone as until from clinic`;
  const provider = providerId ? sql`w.holder_id = ${providerId}` : sql`true`;
  const { rows } = await sql<(AppointmentRow & { readonly patientName: null }) | TakenRow>`
    with ${judged(span, provider)}
    select ${columns}, j.patient_name as "patientName" from judged j join clinic c on true left join patient p on p.clinic_id = c.clinic_id and p.patient_id = j.patient_id ${people}
     where j.starts_at >= (select since from span)
       and ${cancelled ? sql`true` : sql`j.status <> 'cancelled'`} and ${atSite(asked)}
     order by j.starts_at, j.ends_at, j.appointment_id`.execute(tx);
  return rows;
}

/** One appointment as the list shows it. */
export async function readAppointment(tx: Tx, appointmentId: Id<'appointment'>): Promise<AppointmentRow | undefined> {
  const span = sql`select starts_at as since, ends_at as until from appointment where appointment_id = ${appointmentId}`;
  const provider = sql`w.holder_id is not distinct from (select holder_id from appointment where appointment_id = ${appointmentId})`;
  const { rows } = await sql<AppointmentRow>`
    with ${judged(span, provider)}
    select ${columns} from judged j join clinic c on true join patient p on p.clinic_id = c.clinic_id and p.patient_id = j.patient_id ${people}
     where j.appointment_id = ${appointmentId}`.execute(tx);
  return rows[0];
}
