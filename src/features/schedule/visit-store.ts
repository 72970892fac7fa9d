import { type RawBuilder, sql } from 'kysely';
import type { Id } from '#kernel/brand.ts';
import type { Tx } from '#kernel/db.ts';
import { pageOf } from '#kernel/page.ts';
import type { OrderAsked } from '../work/contract.ts';
import { inOrder, listed, localTime, patientOf, personOf, type WorkList } from '../work/public.ts';
import type { AppointmentStatus } from './contract.ts';
import type { Visit, VisitFolder, VisitStep } from './visit-contract.ts';

const PAGE = 50;

export interface Wanted extends OrderAsked {
  readonly folder?: VisitFolder;
  readonly providerId?: Id<'user'>;
  readonly siteId?: Id<'site'>;
}

const isPast = sql<boolean>`w.starts_at < now()`;

function listOf({ folder = 'open', providerId, siteId, ...asked }: Wanted): WorkList {
  const provider = providerId ? sql`w.holder_id = ${providerId}` : sql`true`;
  const site = siteId ? sql`w.site_id = ${siteId}` : sql`true`;
  const isOpen = sql`w.status in ('booked', 'arrived')`;
  const where = sql<boolean>`${isPast} and ${isOpen} and ${provider} and ${site}`;
  // Everybody’s are few, and are closed out as one’s own are: the oldest first.
  return {
    table: 'appointment',
    kind: 'past-appointment',
    at: 'starts_at',
    folder,
    where,
    order: 'oldest',
    ...asked,
  };
}

const columns = sql`
  w.appointment_id as "appointmentId", ${patientOf} as patient, ${personOf('holder_id')} as provider, w.starts_at as "startsAt",
  (select jsonb_build_object('siteId', s.site_id, 'name', s.name) from site s where s.clinic_id = w.clinic_id and s.site_id = w.site_id) as site,
  w.reason, w.status, ${personOf('came_from_id')} as "cameFrom", ${personOf('arrived_for_id')} as "arrivedFor", w.version`;

/** A page of what is to be closed out. */
export async function pageOfVisits(tx: Tx, { after, ...wanted }: Wanted & { readonly after?: string }) {
  const list = listOf(wanted);
  const { rows } = await sql<Visit & { at: string }>`
    select ${columns}, w.starts_at::text as at from (${listed(list, after, PAGE + 1)}) w order by ${inOrder(list)}`.execute(
    tx,
  );
  const { rows: shown, next } = pageOf(rows, PAGE, ({ at, appointmentId }) => [at, appointmentId]);
  return { visits: shown.map(({ at: _at, ...visit }) => visit), next };
}

/** All that the filters find, for a file. */
export const allVisits = (wanted: Wanted): RawBuilder<Visit & { local: string }> => sql`
  select ${columns}, ${localTime('starts_at')} as local from (${listed(listOf(wanted), undefined, null)}) w
   order by ${inOrder(listOf(wanted))}`;

/** A visit as giving it on needs it, held until the transaction ends. */
export async function holdVisit(tx: Tx, appointmentId: Id<'appointment'>) {
  const { rows } = await sql<{
    patientId: Id<'patient'>;
    holderId: Id<'user'> | null;
    status: AppointmentStatus;
    isPast: boolean;
    covers: boolean;
    version: number;
  }>`
    select w.patient_id as "patientId", w.holder_id as "holderId", w.status, w.version, ${isPast} as "isPast",
           covers_for(w.holder_id, 'past-appointment') as covers
      from appointment w where w.appointment_id = ${appointmentId} for no key update`.execute(tx);
  return rows[0];
}

/** Whether a user may close it out: may mark appointments, and the record is open to them. */
export async function mayCloseOut(tx: Tx, userId: Id<'user'>, patientId: Id<'patient'>): Promise<boolean> {
  const { rows } = await sql<{ may: boolean }>`select may_close_out(${userId}, ${patientId}) as may`.execute(tx);
  return rows[0]?.may ?? false;
}

export const giveVisit = (tx: Tx, appointmentId: Id<'appointment'>, holderId: Id<'user'>) =>
  tx
    .updateTable('appointment')
    .set({ holder_id: holderId, came_from_id: sql`holder_id` })
    .where('appointment_id', '=', appointmentId)
    .returning('version')
    .executeTakeFirstOrThrow();

const acts = {
  'schedule.book-appointment': 'booked',
  'schedule.move-appointment': 'moved',
  'schedule.mark-appointment': 'marked',
  'schedule.cancel-appointment': 'cancelled',
  'schedule.cancel-appointments': 'cancelled',
  'schedule.give-visit': 'given',
} as const;

/** What happened to an appointment, oldest first: hand-overs from the ledger, the rest from the log. Nothing of a closed record. */
export async function historyOf(tx: Tx, appointmentId: Id<'appointment'>) {
  const known = await sql<{ toldAt: string | null }>`
    select coalesce(a.told_at, (select max(i.told_at) from handover_item i where i.clinic_id = a.clinic_id and i.kind = 'appointment'
                                   and i.item_id = a.appointment_id)) as "toldAt"
      from appointment a where a.appointment_id = ${appointmentId}`.execute(tx);
  const [appointment] = known.rows;
  if (!appointment) return undefined;
  const { rows: steps } = await sql<VisitStep>`
    select w.at, w.what, ${personOf('by_id')} as by, w.status, ${personOf('to_id')} as "to", w.reason
      from (select h.clinic_id, h.at, case i.disposition when 'cancel' then 'cancelled' else 'handed-over' end as what,
                   h.actor_id as by_id, null as status, i.successor_id as to_id, null as reason
              from handover_item i join handover h using (clinic_id, handover_id)
             where i.kind in ('appointment', 'past-appointment') and i.item_id = ${appointmentId} and i.undone_at is null
            union all
            select e.clinic_id, e.at, ${JSON.stringify(acts)}::jsonb ->> e.action, e.actor_id,
                   case when e.action = 'schedule.mark-appointment' then e.facts -> 'after' ->> 'status' end,
                   coalesce(e.facts -> 'after' ->> 'providerId', e.facts -> 'after' ->> 'holderId')::uuid, e.reason
              from appointment one join audit_entry e using (clinic_id, patient_id)
             where one.appointment_id = ${appointmentId} and e.outcome = 'done' and e.action = any(${Object.keys(acts)}::text[])
               and e.facts ->> 'appointmentId' = one.appointment_id::text
            union all
            select e.clinic_id, e.at, 'cancelled', e.actor_id, null, null, e.reason
              from audit_entry e where e.action = 'schedule.cancel-appointments' and e.outcome = 'done'
               and e.facts -> 'appointmentIds' ? ${appointmentId}::text) w
     order by w.at`.execute(tx);
  return { ...appointment, steps };
}
