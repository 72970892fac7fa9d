import { sql } from 'kysely';
import type { Id } from '#kernel/brand.ts';
import type { Tx } from '#kernel/db.ts';
import { coversFor, personOf } from '../work/public.ts';
import { type Cancellations, MOST_CANCELLED } from './visit-contract.ts';

interface Asked {
  readonly day: string;
  readonly providerId?: Id<'user'>;
  readonly siteId?: Id<'site'>;
}

const sendsMail = sql<boolean>`coalesce(current_setting('custodian.sends_mail', true) = 'on', false)`;
const hasAddress = sql<boolean>`p.email ~ '^[^@[:space:]]+@[^@[:space:]]+$'`;
const phone = sql<string>`coalesce(nullif(p.cell_phone, ''), p.phone)`;

/** The open appointments of a day that are still to come, and how each patient can be told. */
export async function cancellable(tx: Tx, { day, providerId, siteId }: Asked): Promise<Cancellations> {
  const span = sql`select greatest(${day}::date::timestamp at time zone time_zone, now()) as since,
                          (${day}::date + 1)::timestamp at time zone time_zone as until from clinic`;
  const whose = sql`${providerId ? sql`w.holder_id = ${providerId}` : sql`true`} and ${siteId ? sql`w.site_id = ${siteId}` : sql`true`}`;
  const [{ rows }, { rows: counts }] = await Promise.all([
    sql<Cancellations['items'][number]>`
      select w.appointment_id as "appointmentId", ${personOf('holder_id')} as provider, w.site_id as "siteId",
             jsonb_build_object('patientId', p.patient_id, 'name', btrim(p.first_name || ' ' || p.last_name)) as patient,
             to_char(w.starts_at at time zone c.time_zone, 'HH24:MI') as start,
             case when ${sendsMail} and ${hasAddress} then 'mail' when ${phone} <> '' then 'call' else 'none' end as way,
             case when ${sendsMail} and ${hasAddress} then p.email else ${phone} end as contact
        from appointment w join patient p using (clinic_id, patient_id) join clinic c using (clinic_id)
       where w.starts_at >= (select since from (${span}) s) and w.starts_at < (select until from (${span}) s)
         and w.status in ('booked', 'arrived') and ${whose}
       order by w.starts_at, w.appointment_id limit ${sql.lit(MOST_CANCELLED)}`.execute(tx),
    sql<{ found: number; withheld: number; sendsMail: boolean }>`
      select (select count(*)::int from appointment w, (${span}) s
               where w.starts_at >= s.since and w.starts_at < s.until and w.status in ('booked', 'arrived') and ${whose}) as found,
             (select count(*)::int from (${span}) s, taken_slots(s.since, s.until) w where w.starts_at >= s.since and ${whose}) as withheld,
             ${sendsMail} as "sendsMail"`.execute(tx),
  ]);
  const { found = 0, withheld = 0, sendsMail: sends = false } = counts[0] ?? {};
  return { items: rows, more: found - rows.length, withheld, sendsMail: sends };
}

/** Cancels those that are open, still to come and not closed to the actor; says with whom and where each was, and whether the actor covers for them. */
export async function cancelAll(tx: Tx, appointmentIds: readonly Id<'appointment'>[]) {
  const { rows } = await sql<{ providerId: Id<'user'> | null; siteId: Id<'site'>; startsAt: string; covers: boolean }>`
    with held as (
      select clinic_id, appointment_id from appointment
       where appointment_id = any(${appointmentIds}::uuid[]) and status in ('booked', 'arrived') and starts_at >= now()
       order by appointment_id for no key update)
    update appointment w set status = 'cancelled' from held
     where w.clinic_id = held.clinic_id and w.appointment_id = held.appointment_id
    returning w.holder_id as "providerId", w.site_id as "siteId", w.starts_at as "startsAt",
              ${coversFor(sql`w.holder_id`, 'appointment')} as covers`.execute(tx);
  return rows;
}

/** Writes to the patients of cancelled appointments; answers to how many. */
export async function tellPatients(tx: Tx, appointmentIds: readonly Id<'appointment'>[]): Promise<number> {
  const { rows } = await sql<{ told: number }>`select tell_of_cancelled(${appointmentIds}::uuid[]) as told`.execute(tx);
  return rows[0]?.told ?? 0;
}
