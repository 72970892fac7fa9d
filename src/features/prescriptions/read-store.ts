import { sql } from 'kysely';
import type { Id } from '#kernel/brand.ts';
import type { Tx } from '#kernel/db.ts';
import { pageOf } from '#kernel/page.ts';
import { beyond, coversFor, heldByActor, letterheadOf, patientOf, personOf } from '../work/public.ts';
import type {
  Folder,
  PatientPrescriptions,
  PrescriptionRead,
  PrescriptionStatus,
  PrescriptionSummary,
} from './contract.ts';

const PAGE = 25;

const summary = sql`
  w.prescription_id as "prescriptionId", ${patientOf} as patient, w.status, w.written_at as "writtenAt",
  array(select l.medication from prescription_line l
         where l.clinic_id = w.clinic_id and l.prescription_id = w.prescription_id order by l.line) as medications,
  ${personOf('author_id')} as author, ${personOf('holder_id')} as holder, ${personOf('came_from_id')} as "cameFrom"`;

type Row = PrescriptionSummary & { at: string };
function paged(rows: readonly Row[]) {
  const { rows: shown, next } = pageOf(rows, PAGE, ({ at, prescriptionId }) => [at, prescriptionId]);
  return { prescriptions: shown.map(({ at: _at, ...one }) => one), next };
}

export interface Wanted {
  readonly status: PrescriptionStatus | undefined;
  readonly after: string | undefined;
}
const ofStatus = (status: PrescriptionStatus | undefined) => (status ? sql`w.status = ${status}` : sql`true`);

/** A page of a folder: what the actor is to sign, for others too, the oldest first; all, the latest first. */
export async function pageOfPrescriptions(tx: Tx, { folder, status, after }: Wanted & { folder: Folder }) {
  const all = folder === 'all';
  const order = all ? sql`w.written_at desc, w.prescription_id desc` : sql`w.written_at, w.prescription_id`;
  const where = sql`${beyond(after, 'written_at', 'prescription', all)} and ${ofStatus(status)}`;
  const shelf = { table: 'prescription', kind: 'prescription', where, order, most: PAGE + 1 } as const;
  const { rows } = await sql<Row>`
    select ${summary}, w.written_at::text as at
      from (${all ? sql`select w.* from prescription w where ${where} order by ${order} limit ${sql.lit(PAGE + 1)}` : heldByActor(shelf)}) w
     order by ${order}`.execute(tx);
  return paged(rows);
}

/** What a patient was prescribed, the latest first. */
export async function prescriptionsOf(tx: Tx, patientId: Id<'patient'>, { status, after }: Wanted) {
  const { rows } = await sql<Row>`
    select ${summary}, w.written_at::text as at
      from (select w.* from prescription w
             where w.patient_id = ${patientId} and ${beyond(after, 'written_at', 'prescription', true)} and ${ofStatus(status)}
             order by w.written_at desc, w.prescription_id desc limit ${sql.lit(PAGE + 1)}) w
     order by w.written_at desc, w.prescription_id desc`.execute(tx);
  return paged(rows);
}

/** Whose chart it is; nothing where it is not open to the actor. */
export async function patientAbove(tx: Tx, patientId: Id<'patient'>) {
  const { rows } = await sql<PatientPrescriptions['patient']>`
    select w.patient_id as "patientId", w.demographic_number as "demographicNumber", w.last_name as "lastName",
           w.first_name as "firstName", known_day(w.date_of_birth, w.birth_precision) as "dateOfBirth", w.sex,
           known_day(w.deceased_on, w.deceased_precision) as "deceasedOn",
           (w.deceased or w.deceased_on is not null) as deceased, ${personOf('mrp_id')} as mrp
      from patient w where w.patient_id = ${patientId} and chart_is_open(w.patient_id)`.execute(tx);
  return rows[0];
}

/** For whom a prescription is, of a patient `p`. */
export const writtenFor = sql`
  jsonb_build_object('name', btrim(p.first_name || ' ' || p.last_name),
    'dateOfBirth', known_day(p.date_of_birth, p.birth_precision),
    'healthNumber', btrim(concat_ws(' ', nullif(p.health_number, ''), nullif(p.health_version, ''), case when p.health_number <> '' then nullif(p.health_province, '') end)),
    'address', btrim(concat_ws(E'\n', nullif(p.address, ''), nullif(btrim(concat_ws(' ', nullif(p.city, ''), nullif(p.province, ''), nullif(p.postal_code, ''))), ''))))`;

type Found = Omit<PrescriptionRead, 'holders' | 'lacks'> & { readonly covers: boolean };

/** A prescription with all that is printed; of a draft the letterhead of whoever would sign it, without numbers. */
export async function readPrescription(tx: Tx, prescriptionId: Id<'prescription'>): Promise<Found | undefined> {
  const covers = coversFor(sql`w.open_holder_id`, 'prescription');
  const { rows } = await sql<Found>`
    select ${summary}, ${covers} as covers, w.site_id as "siteId", s.name as "siteName", w.note, w.version,
           coalesce((select jsonb_agg(jsonb_build_object('medication', l.medication, 'dose', l.dose, 'directions', l.directions,
                                                         'quantity', l.quantity, 'refills', l.refills) order by l.line)
                       from prescription_line l where l.clinic_id = w.clinic_id and l.prescription_id = w.prescription_id), '[]') as lines,
           coalesce(w.letterhead, ${letterheadOf} || '{"numbers": []}') as letterhead,
           coalesce(w.written_for, ${writtenFor}) as "writtenFor",
           w.signed_at as "signedAt", ${personOf('signed_by_id')} as "signedBy",
           w.cancelled_at as "cancelledAt", ${personOf('cancelled_by_id')} as "cancelledBy", w.cancel_reason as "cancelReason"
      from prescription w join clinic c using (clinic_id) join site s using (clinic_id, site_id)
      join patient p using (clinic_id, patient_id)
      join clinic_user u on u.clinic_id = w.clinic_id and u.user_id = case when ${covers} then (select current_actor()) else w.holder_id end
     where w.prescription_id = ${prescriptionId}`.execute(tx);
  return rows[0];
}
