import { sql } from 'kysely';
import type { Id } from '#kernel/brand.ts';
import type { Actor, Tx } from '#kernel/db.ts';
import { coversFor, letterheadOf } from '../work/public.ts';
import type { PrescriptionLine, PrescriptionStatus } from './contract.ts';
import { writtenFor } from './read-store.ts';

/** A prescription as the rules need it, held still until the transaction ends. */
export async function holdPrescription(tx: Tx, prescriptionId: Id<'prescription'>) {
  const { rows } = await sql<{
    patientId: Id<'patient'>;
    siteId: Id<'site'>;
    holderId: Id<'user'>;
    status: PrescriptionStatus;
    version: number;
    covers: boolean;
  }>`
    select patient_id as "patientId", site_id as "siteId", holder_id as "holderId", status, version,
           ${coversFor(sql`open_holder_id`, 'prescription')} as covers
      from prescription where prescription_id = ${prescriptionId} for no key update`.execute(tx);
  return rows[0];
}

/** Whether a patient has died; nothing where the chart is not open to the actor. */
export async function findLiving(tx: Tx, patientId: Id<'patient'>) {
  const { rows } = await sql<{ deceased: boolean }>`
    select deceased or deceased_on is not null as deceased from patient
     where patient_id = ${patientId} and chart_is_open(patient_id)`.execute(tx);
  return rows[0];
}

/** Whether a user holds the permission to sign prescriptions. */
export async function maySign(tx: Tx, userId: Id<'user'>): Promise<boolean> {
  const { rows } = await sql`
    select from held_permission where user_id = ${userId} and permission = 'prescriptions.sign-prescription'`.execute(
    tx,
  );
  return rows.length > 0;
}

interface Fields {
  readonly siteId: Id<'site'>;
  readonly note: string;
}
interface Written {
  readonly prescriptionId: Id<'prescription'>;
  readonly version: number;
}

export const insertPrescription = (
  tx: Tx,
  { id, clinicId }: Actor,
  patientId: Id<'patient'>,
  { siteId, note }: Fields,
): Promise<Written> =>
  tx
    .insertInto('prescription')
    .values({
      clinic_id: clinicId,
      patient_id: patientId,
      site_id: siteId,
      author_id: id,
      holder_id: id,
      note: note.trim(),
    })
    .returning(['prescription_id as prescriptionId', 'version'])
    .executeTakeFirstOrThrow();

export const updatePrescription = (
  tx: Tx,
  prescriptionId: Id<'prescription'>,
  { siteId, note }: Fields,
): Promise<Written> =>
  tx
    .updateTable('prescription')
    .set({ site_id: siteId, note: note.trim() })
    .where('prescription_id', '=', prescriptionId)
    .returning(['prescription_id as prescriptionId', 'version'])
    .executeTakeFirstOrThrow();

/** Makes these its lines, in this order. */
export async function setLines(
  tx: Tx,
  { clinicId }: Actor,
  whose: { readonly prescriptionId: Id<'prescription'>; readonly patientId: Id<'patient'> },
  lines: readonly PrescriptionLine[],
): Promise<void> {
  const { prescriptionId, patientId } = whose;
  await sql`delete from prescription_line where prescription_id = ${prescriptionId}`.execute(tx);
  await sql`
    insert into prescription_line (clinic_id, prescription_id, patient_id, line, medication, dose, directions, quantity, refills)
    select ${clinicId}, ${prescriptionId}, ${patientId}, row_number() over (), btrim(medication), btrim(dose), btrim(directions), btrim(quantity), refills
      from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as l(medication text, dose text, directions text, quantity text, refills int)`.execute(
    tx,
  );
}

/** Signs it, and so holds it, and keeps the letterhead with these numbers, and for whom it is, as both are on record at this moment. */
export async function signPrescription(
  tx: Tx,
  { id }: Actor,
  prescriptionId: Id<'prescription'>,
  numbers: readonly { readonly label: string; readonly value: string }[],
): Promise<Written> {
  const { rows } = await sql<Written>`
    update prescription w set status = 'signed', signed_at = now(), signed_by_id = ${id}, holder_id = ${id},
           came_from_id = case when holder_id = ${id} then came_from_id else holder_id end,
           letterhead = (select ${letterheadOf} || jsonb_build_object('numbers', ${JSON.stringify(numbers)}::jsonb)
                           from clinic c, site s, clinic_user u
                          where c.clinic_id = w.clinic_id and s.clinic_id = w.clinic_id and s.site_id = w.site_id
                            and u.clinic_id = w.clinic_id and u.user_id = ${id}),
           written_for = (select ${writtenFor} from patient p where p.clinic_id = w.clinic_id and p.patient_id = w.patient_id)
     where prescription_id = ${prescriptionId} returning prescription_id as "prescriptionId", version`.execute(tx);
  const [row] = rows;
  if (!row) throw new Error('the prescription that was held is gone');
  return row;
}

export const cancelPrescription = (
  tx: Tx,
  { id }: Actor,
  prescriptionId: Id<'prescription'>,
  reason: string,
): Promise<Written> =>
  tx
    .updateTable('prescription')
    .set({ status: 'cancelled', cancelled_at: sql`now()`, cancelled_by_id: id, cancel_reason: reason.trim() })
    .where('prescription_id', '=', prescriptionId)
    .returning(['prescription_id as prescriptionId', 'version'])
    .executeTakeFirstOrThrow();

/** The day of an instant by the clinic's calendar. */
export async function clinicDay(tx: Tx, instant: string): Promise<string> {
  const { rows } = await sql<{ day: string }>`
    select ((${instant}::timestamptz at time zone time_zone)::date)::text as day from clinic`.execute(tx);
  return rows[0]?.day ?? '';
}
