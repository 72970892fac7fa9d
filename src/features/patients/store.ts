import { sql } from 'kysely';
import type { Id } from '#kernel/brand.ts';
import type { Actor, Tx } from '#kernel/db.ts';
import type { Details, MasterFile, Sex } from './contract.ts';
import { firstDayOf, precisionOf } from './rules.ts';

/** The MRP of the patient aliased `p`, as history names a person; needs `withMrp` behind its table. */
export const mrpOf = sql<MasterFile['mrp']>`case when m.user_id is not null then
  json_build_object('userId', m.user_id, 'name', m.first_name || ' ' || m.last_name, 'deactivated', ma.user_id is null) end`;
export const withMrp = sql`left join clinic_user m on m.clinic_id = p.clinic_id and m.user_id = p.mrp_id
  left join active_user ma on ma.clinic_id = m.clinic_id and ma.user_id = m.user_id`;

/** The whole master file. */
export async function readPatient(tx: Tx, patientId: Id<'patient'>): Promise<MasterFile | undefined> {
  const { rows } = await sql<MasterFile>`
    select p.patient_id as "patientId", p.demographic_number as "demographicNumber", p.last_name as "lastName",
           p.first_name as "firstName", known_day(p.date_of_birth, p.birth_precision) as "dateOfBirth", p.sex, p.health_number as "healthNumber",
           p.health_province as "healthProvince", p.phone, p.cell_phone as "cellPhone", p.email, p.address, p.city,
           p.province, p.postal_code as "postalCode", known_day(p.deceased_on, p.deceased_precision) as "deceasedOn",
           (p.deceased or p.deceased_on is not null) as deceased, ${mrpOf} as mrp, p.version,
           p.health_version as "healthVersion", p.health_card_type as "healthCardType", p.health_effective_on as "healthEffectiveOn",
           p.health_renew_on as "healthRenewOn", p.pcn_indicator as "pcnIndicator", p.second_phone as "secondPhone",
           p.chart_number as "chartNumber", p.roster_status as "rosterStatus", p.patient_status as "patientStatus",
           p.joined_on as "joinedOn", p.ended_on as "endedOn", p.family_doctor as "familyDoctor", p.newsletter,
           case when s.site_id is not null then json_build_object('siteId', s.site_id, 'name', s.name) end as site
      from patient p ${withMrp} left join site s on s.clinic_id = p.clinic_id and s.site_id = p.site_id where p.patient_id = ${patientId}`.execute(
    tx,
  );
  return rows[0];
}

/** Why a patient is not there for the actor: closed, where the clinic lets that be known, or of nobody. */
export type NotOpen = 'patient/closed' | 'patient/not-found';

/** The code under which a patient who is not open to the actor is refused. */
export const whyNotOpen = (patientId: Id<'patient'>) => sql<NotOpen>`
  case when exists (select from own_closed_record where clinic_id = (select current_clinic()) and patient_id = ${patientId})
       then 'patient/closed' else 'patient/not-found' end`;

/** The same, asked by itself. */
export async function askWhyNotOpen(tx: Tx, patientId: Id<'patient'>): Promise<NotOpen> {
  const { rows } = await sql<{ code: NotOpen }>`select ${whyNotOpen(patientId)} as code`.execute(tx);
  return rows[0]?.code ?? 'patient/not-found';
}

/** The columns of a patient that the pages edit. */
export interface PatientFields extends Partial<Details> {
  readonly lastName: string;
  readonly firstName: string;
  readonly dateOfBirth: string | null;
  readonly sex: Sex;
  readonly healthNumber: string;
  readonly healthProvince: string;
  readonly phone: string;
  readonly cellPhone: string;
  readonly email: string;
  readonly address: string;
  readonly city: string;
  readonly province: string;
  readonly postalCode: string;
  readonly mrpId: Id<'user'> | null;
  readonly deceasedOn: string | null;
  readonly siteId?: Id<'site'> | null;
}
/** The columns of those details that are given. */
function detailsOf(fields: PatientFields) {
  const columns = {
    health_version: fields.healthVersion?.trim(),
    health_card_type: fields.healthCardType?.trim(),
    health_effective_on: fields.healthEffectiveOn,
    health_renew_on: fields.healthRenewOn,
    pcn_indicator: fields.pcnIndicator?.trim(),
    second_phone: fields.secondPhone?.trim(),
    chart_number: fields.chartNumber?.trim(),
    roster_status: fields.rosterStatus,
    patient_status: fields.patientStatus,
    joined_on: fields.joinedOn,
    ended_on: fields.endedOn,
    family_doctor: fields.familyDoctor?.trim(),
    newsletter: fields.newsletter,
    site_id: fields.siteId,
  };
  return Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined)) as Partial<{
    [Column in keyof typeof columns]: NonNullable<(typeof columns)[Column]>;
  }>;
}

const columnsOf = (fields: PatientFields) => ({
  ...detailsOf(fields),
  last_name: fields.lastName.trim(),
  first_name: fields.firstName.trim(),
  date_of_birth: firstDayOf(fields.dateOfBirth),
  birth_precision: precisionOf(fields.dateOfBirth),
  sex: fields.sex,
  health_number: fields.healthNumber.trim(),
  health_province: fields.healthProvince,
  phone: fields.phone.trim(),
  cell_phone: fields.cellPhone.trim(),
  email: fields.email.trim(),
  address: fields.address.trim(),
  city: fields.city.trim(),
  province: fields.province.trim(),
  postal_code: fields.postalCode.trim(),
  mrp_id: fields.mrpId,
  deceased_on: firstDayOf(fields.deceasedOn),
  deceased_precision: precisionOf(fields.deceasedOn),
});

export const insertPatient = (tx: Tx, { clinicId }: Actor, fields: PatientFields) =>
  tx
    .insertInto('patient')
    .values({ clinic_id: clinicId, demographic_number: sql`next_numbers('patient')`, ...columnsOf(fields) })
    .returning(['patient_id as patientId', 'demographic_number as demographicNumber'])
    .executeTakeFirstOrThrow();

/** Answers the new version, or nothing when `version` is not the current one. */
export const updatePatient = (tx: Tx, patientId: Id<'patient'>, version: number, fields: PatientFields) =>
  tx
    .updateTable('patient')
    .set({
      ...columnsOf(fields),
      // Whoever takes the day away says that it was an error.
      deceased: sql<boolean>`deceased and (deceased_on is null or ${fields.deceasedOn}::text is not null)`,
    })
    .where('patient_id', '=', patientId)
    .where('version', '=', version)
    .returning('version')
    .executeTakeFirst();

// Whoever is locked, or whose last day has passed, keeps the patients they have and is given no new ones.
const takesNew = sql<boolean>`u.locked_at is null
  and not exists (select from last_day l where l.clinic_id = u.clinic_id and l.user_id = u.user_id and l.ends_at <= now())`;

/** The active doctors who can be given patients, by name. */
export async function activeDoctors(tx: Tx) {
  const { rows } = await sql<NonNullable<MasterFile['mrp']>>`
    select u.user_id as "userId", u.first_name || ' ' || u.last_name as name, false as deactivated
      from active_user a join clinic_user u using (clinic_id, user_id) where u.type = 'doctor' and ${takesNew} order by u.sort_name`.execute(
    tx,
  );
  return rows;
}

/** Whether the user is an active doctor who can be given patients; if so, they stay active until the transaction ends. */
export async function keepActiveDoctor(tx: Tx, userId: Id<'user'> | null): Promise<boolean> {
  if (userId === null) return false;
  const { rows } = await sql`
    select from active_user a join clinic_user u using (clinic_id, user_id)
     where a.user_id = ${userId} and u.type = 'doctor' and ${takesNew} for key share of a`.execute(tx);
  return rows.length > 0;
}

/** Which day it is in the clinic. */
export async function today(tx: Tx): Promise<string> {
  const { rows } = await sql<{
    today: string;
  }>`select (now() at time zone time_zone)::date as today from clinic`.execute(tx);
  return rows[0]?.today ?? '';
}
