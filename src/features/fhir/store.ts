import { type RawBuilder, sql } from 'kysely';
import type { Id } from '#kernel/brand.ts';
import type { Actor, Tx } from '#kernel/db.ts';
import type { Name, Target } from './identities.ts';
import type { ClaimRow, LineRow, NoteRow, PatientRow, ResultRow, UserRow } from './rows.ts';
import type { NewSite, SiteNames } from './site-names.ts';

// One statement a kind, however many records a file has.

/** Of these names, those that stand for a record here. Keys are fingerprints. */
export async function knownTargets(tx: Tx, names: readonly Name[]): Promise<Target[]> {
  const { rows } = await sql<Target>`
    select i.resource_type as type, i.source_key as key, i.target_id as "targetId"
      from unnest(${names.map(({ type }) => type)}::text[], ${names.map(({ key }) => key)}::text[]) as n(type, key)
      join imported_resource i on i.resource_type = n.type and i.source_key = n.key`.execute(tx);
  return rows;
}

export async function keepTargets(tx: Tx, { clinicId }: Actor, targets: readonly Target[]): Promise<void> {
  if (targets.length === 0) return;
  await sql`
    insert into imported_resource (clinic_id, resource_type, source_key, target_id)
    select ${clinicId}, t.type, t.key, t."targetId"
      from ${recordset(targets)} as t(type text, key text, "targetId" uuid) on conflict do nothing`.execute(tx);
}

export interface PatientHere {
  readonly patientId: Id<'patient'>;
  readonly lastName: string;
  readonly firstName: string;
  readonly dateOfBirth: string | null;
  readonly healthProvince: string;
  readonly healthDigits: string;
}

/** A number and what may follow it stand for one patient, or a few: each is a range of the index. */
const MOST_ALIKE = 50;

/** The patients of these ids, and those whose health number begins with one of these, as far as they are open to the actor. */
export async function patientsHere(
  tx: Tx,
  ids: readonly string[],
  numbers: readonly { readonly province: string; readonly digits: string }[],
): Promise<PatientHere[]> {
  const columns = sql`p.patient_id as "patientId", p.last_name as "lastName", p.first_name as "firstName",
    known_day(p.date_of_birth, p.birth_precision) as "dateOfBirth", p.health_province as "healthProvince", p.health_digits as "healthDigits"`;
  // As chart_is_open says, of all of them at once: that function would look for each.
  const open = sql`not exists (select from own_blocked_patient b where b.clinic_id = p.clinic_id and b.patient_id = p.patient_id)`;
  const { rows } = await sql<PatientHere>`
    select ${columns} from patient p where p.patient_id = any(${[...ids]}::uuid[]) and ${open}
    union
    select ${columns} from ${recordset(numbers)} as n(province text, digits text)
     cross join lateral (
       select p.* from patient p
        where p.health_province = n.province and p.health_digits >= n.digits and p.health_digits <= n.digits || 'ZZ' and p.health_digits <> ''
        order by p.health_digits limit ${sql.lit(MOST_ALIKE)}) p
     where ${open}`.execute(tx);
  return rows;
}

/** Which day it is in the clinic. */
export async function today(tx: Tx): Promise<string> {
  const { rows } = await sql<{
    today: string;
  }>`select (now() at time zone time_zone)::date as today from clinic`.execute(tx);
  return rows[0]?.today ?? '';
}

/** What these users are called. */
export async function namesOf(tx: Tx, ids: readonly string[]) {
  const { rows } = await sql<{ userId: string; lastName: string; firstName: string }>`
    select user_id as "userId", last_name as "lastName", first_name as "firstName"
      from clinic_user where user_id = any(${[...ids]}::uuid[])`.execute(tx);
  return new Map(rows.map((row) => [row.userId, row]));
}

/** Of these users, those who are active, with their type. */
export async function activeUsers(tx: Tx, ids: readonly string[]) {
  const { rows } = await sql<{ userId: Id<'user'>; type: string }>`
    select u.user_id as "userId", u.type from active_user a join clinic_user u using (clinic_id, user_id)
     where a.user_id = any(${[...ids]}::uuid[])`.execute(tx);
  return rows;
}

/** What the open sites are called. */
export async function siteNames(tx: Tx): Promise<SiteNames[]> {
  const { rows } = await sql<SiteNames>`
    select name, short_name as "shortName" from site where closed_at is null`.execute(tx);
  return rows;
}

export async function addSites(tx: Tx, { clinicId }: Actor, rows: readonly NewSite[]): Promise<void> {
  await sql`
    insert into site (clinic_id, site_id, name, short_name, colour, address, city, province, postal_code, phone, fax, closed_at)
    select ${clinicId}, site_id, name, short_name, colour, address, city, province, postal_code, phone, fax, case when closed then now() end
      from ${recordset(rows)} as t(site_id uuid, name text, short_name text, colour text, address text, city text, province text,
                                   postal_code text, phone text, fax text, closed boolean)`.execute(tx);
}

/** Users without credentials and without roles; who works no more where the file comes from is not active here either. */
export async function addUsers(tx: Tx, { clinicId }: Actor, rows: readonly UserRow[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    with first as materialized (select next_numbers('user', ${rows.length}) as number)
    insert into clinic_user (clinic_id, user_id, user_number, last_name, first_name, type, speciality, address,
                             home_phone, work_phone, cell_phone, fax, contact_email)
    select ${clinicId}, user_id, first.number + row_number() over (order by last_name, first_name) - 1, last_name, first_name,
           'doctor', speciality, address, home_phone, work_phone, cell_phone, fax, contact_email
      from first, ${recordset(rows)} as t(user_id uuid, last_name text, first_name text, speciality text, address text,
                                          home_phone text, work_phone text, cell_phone text, fax text, contact_email text)`.execute(
    tx,
  );
  const active = rows.flatMap((row) => (row.active ? row.user_id : []));
  await sql`insert into active_user (clinic_id, user_id) select ${clinicId}, unnest(${active}::uuid[])`.execute(tx);
}

/** Each assignment is made once: one that the clinic has taken back since does not return with the next file. */
export async function assignSites(
  tx: Tx,
  { clinicId }: Actor,
  rows: readonly { readonly user_id: string; readonly site_id: string }[],
): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    with wanted as (select distinct user_id, site_id, user_id || ' ' || site_id as key
                      from ${recordset(rows)} as t(user_id uuid, site_id uuid)
                      join active_user using (user_id) join site using (site_id) where closed_at is null),
    made as (insert into imported_resource (clinic_id, resource_type, source_key, target_id)
             select ${clinicId}, 'site assignment', key, site_id from wanted on conflict do nothing returning source_key)
    insert into site_assignment (clinic_id, user_id, site_id)
    select ${clinicId}, user_id, site_id from wanted join made on made.source_key = wanted.key on conflict do nothing`.execute(
    tx,
  );
}

export async function addPatients(tx: Tx, { clinicId }: Actor, rows: readonly PatientRow[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    with first as materialized (select next_numbers('patient', ${rows.length}) as number)
    insert into patient (clinic_id, patient_id, demographic_number, last_name, first_name, date_of_birth, sex, health_number,
                         health_province, phone, cell_phone, email, address, city, province, postal_code, mrp_id, deceased_on, deceased,
                         birth_precision, deceased_precision, second_phone, patient_status, health_effective_on, health_renew_on, site_id)
    select ${clinicId}, patient_id, first.number + row_number() over (order by last_name, first_name) - 1, last_name, first_name,
           date_of_birth, sex, health_number, health_province, phone, cell_phone, email, address, city, province, postal_code,
           mrp_id, deceased_on, deceased, birth_precision, deceased_precision, second_phone, patient_status, health_effective_on,
           health_renew_on, site_id
      from first, ${recordset(rows)} as t(patient_id uuid, last_name text, first_name text, date_of_birth date, sex text,
             health_number text, health_province text, phone text, cell_phone text, email text, address text, city text,
             province text, postal_code text, mrp_id uuid, deceased_on date, deceased boolean,
             birth_precision text, deceased_precision text, second_phone text, patient_status text, health_effective_on date,
             health_renew_on date, site_id uuid)`.execute(tx);
}

/** What of open work came for somebody who has left; and how much of it nobody holds. */
export interface Arrived {
  readonly arrivals: number;
  readonly unclaimed: number;
}
const none: Arrived = { arrivals: 0, unclaimed: 0 };

/** Of the rows `t`: who holds it, and for whom it arrived. Whoever is named and has left is `came_from_id`. */
const arriving = (kind: string, open: RawBuilder<boolean>) => sql`
  case when holder_id is null and came_from_id is not null and ${open} then arrival_holder(${kind}, came_from_id, patient_id) else holder_id end,
  came_from_id, case when ${open} then came_from_id end`;
const counted = sql`select count(arrived_for_id)::int as arrivals, count(*) filter (where holder_id is null)::int as unclaimed from added`;

/** Complete at once, since nobody changes a signed note. */
export async function addNotes(tx: Tx, { clinicId }: Actor, rows: readonly NoteRow[]): Promise<Arrived> {
  if (rows.length === 0) return none;
  const { rows: added } = await sql<Arrived>`
    with added as (
    insert into chart_note (clinic_id, note_id, patient_id, author_id, holder_id, came_from_id, arrived_for_id, title, body, written_at,
                            signed_at, signed_by_id)
    select ${clinicId}, note_id, patient_id, author_id, ${arriving('chart-note', sql`not signed`)}, title, body,
           coalesce(${instantOf('t.written_at')}, now()),
           case when signed then coalesce(${instantOf('t.signed_at')}, ${instantOf('t.written_at')}, now()) end,
           case when signed then author_id end
      from clinic c, ${recordset(rows)} as t(note_id uuid, patient_id uuid, author_id uuid, holder_id uuid, came_from_id uuid,
             title text, body text, written_at text, signed boolean, signed_at text)
     where c.clinic_id = ${clinicId} returning holder_id, arrived_for_id)
    ${counted}`.execute(tx);
  return added[0] ?? none;
}

export async function addResults(
  tx: Tx,
  { clinicId }: Actor,
  rows: readonly ResultRow[],
  lines: readonly LineRow[],
): Promise<Arrived> {
  if (rows.length === 0) return none;
  const { rows: added } = await sql<Arrived>`
    with added as (
    insert into result (clinic_id, result_id, patient_id, orderer_id, awaits_key, holder_id, came_from_id, arrived_for_id, title, category,
                        status, issued_at, abnormal, urgent, conclusion)
    select ${clinicId}, result_id, patient_id, orderer_id, awaits_key, ${arriving('result', sql`true`)}, title, category, status,
           coalesce(${instantOf('t.issued_at')}, now()), abnormal, urgent, conclusion
      from clinic c, ${recordset(rows)} as t(result_id uuid, patient_id uuid, orderer_id uuid, awaits_key text, holder_id uuid,
             came_from_id uuid, title text, category text, status text, issued_at text, abnormal boolean, urgent boolean, conclusion text)
     where c.clinic_id = ${clinicId} returning holder_id, arrived_for_id)
    ${counted}`.execute(tx);
  await sql`
    insert into result_line (clinic_id, result_id, patient_id, line, name, code, value, unit, reference_range, abnormal)
    select ${clinicId}, t.* from ${recordset(lines)} as t(result_id uuid, patient_id uuid, line int, name text, code text,
             value text, unit text, reference_range text, abnormal boolean)`.execute(tx);
  return added[0] ?? none;
}

export async function addClaims(tx: Tx, { clinicId }: Actor, rows: readonly ClaimRow[]): Promise<Arrived> {
  if (rows.length === 0) return none;
  const { rows: added } = await sql<Arrived>`
    with added as (
    insert into claim (clinic_id, claim_id, patient_id, biller_id, awaits_key, holder_id, came_from_id, arrived_for_id, service, service_on, amount_cents,
                       currency, status, made_at)
    select ${clinicId}, claim_id, patient_id, biller_id, awaits_key, ${arriving('claim', sql`status <> 'cancelled'`)}, service,
           (${instantOf('t.served_on')} at time zone c.time_zone)::date, amount_cents, currency, status, ${instantOf('t.made_at')}
      from clinic c, ${recordset(rows)} as t(claim_id uuid, patient_id uuid, biller_id uuid, awaits_key text, holder_id uuid, came_from_id uuid,
             service text, served_on text, amount_cents bigint, currency text, status text, made_at text)
     where c.clinic_id = ${clinicId} returning holder_id, arrived_for_id)
    ${counted}`.execute(tx);
  return added[0] ?? none;
}

/**
 * Results and claims that came before their practitioner was known say now whose they are, and stay where they wait.
 * Answers how many; keys are fingerprints.
 */
export async function nameAwaited(tx: Tx, practitioners: readonly Target[]): Promise<number> {
  if (practitioners.length === 0) return 0;
  const { rows } = await sql<{ named: number }>`
    select name_awaited(${practitioners.map(({ key }) => key)}::text[],
                        ${practitioners.map(({ targetId }) => targetId)}::uuid[]) as named`.execute(tx);
  return rows[0]?.named ?? 0;
}

const recordset = (rows: readonly unknown[]): RawBuilder<unknown> =>
  sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)`;

/** A moment as the file has it: an instant, or a day, which begins at midnight of the clinic `c`. */
const instantOf = (column: string): RawBuilder<unknown> => {
  const moment = sql.ref(column);
  return sql`(case when length(${moment}) = 10 then ${moment}::date::timestamp at time zone c.time_zone else ${moment}::timestamptz end)`;
};
