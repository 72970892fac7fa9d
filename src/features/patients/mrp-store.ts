import { type RawBuilder, sql } from 'kysely';
import type { Id } from '#kernel/brand.ts';
import type { Tx } from '#kernel/db.ts';
import { fromCursor, isText, isUuid, pageOf } from '#kernel/page.ts';
import { Refusal } from '#kernel/refusal.ts';
import { localTime, personOf } from '../work/public.ts';
import type { MrpFolder, MrpPatient } from './contract.ts';

const PAGE = 50;

/** @throws {Refusal} `request/cursor-unknown`. */
function beyond(after: string | undefined) {
  const keys = fromCursor(after, 2);
  if (!keys) return sql`true`;
  const [name, id] = keys;
  if (!isText(name) || !isUuid(id)) throw new Refusal('request/cursor-unknown');
  return sql`(w.sort_name, w.patient_id) > (${name}, ${id}::uuid)`;
}

interface Wanted {
  readonly folder: MrpFolder;
  /** How the family name begins. */
  readonly name: string;
  readonly after?: string | undefined;
}

const columns = sql`
  w.patient_id as "patientId", w.demographic_number as "demographicNumber", w.last_name as "lastName",
  w.first_name as "firstName", known_day(w.date_of_birth, w.birth_precision) as "dateOfBirth", w.city, w.mrp_since as "since",
  ${personOf('mrp_came_from_id')} as "cameFrom"`;

/** By name, of the actor's own or of those without an MRP: each a range of an index of its own. */
function found(actorId: Id<'user'>, { folder, name, after }: Wanted, most: number | null): RawBuilder<unknown> {
  const whose = {
    open: sql`w.open_mrp_id = ${actorId}`,
    pool: sql`w.mrp_id is null and w.deceased_on is null and not w.deceased`,
  }[folder];
  const begins = name === '' ? sql`true` : sql`starts_with(w.sort_name, ${name.toLowerCase()})`;
  return sql`
    (select w.* from patient w where ${whose} and ${begins} and ${beyond(after)}
      order by w.sort_name, w.patient_id limit ${sql.lit(most)}) w
     order by w.sort_name, w.patient_id`;
}

/** Whom a line `r` of them is about: each is a patient. */
export const ownLine = sql`r."patientId"`;

/** All that the filters find, for a file. */
export const allMrpPatients = (actorId: Id<'user'>, wanted: Omit<Wanted, 'after'>) => sql<
  MrpPatient & { sinceThen: string | null }
>`
  select ${columns}, ${localTime('mrp_since')} as "sinceThen" from ${found(actorId, wanted, null)}`;

/** One page of them. */
export async function pageOfMrpPatients(tx: Tx, actorId: Id<'user'>, wanted: Wanted) {
  const { rows } = await sql<MrpPatient & { key: string }>`
    select ${columns}, w.sort_name as key from ${found(actorId, wanted, PAGE + 1)}`.execute(tx);
  const { rows: shown, next } = pageOf(rows, PAGE, ({ key, patientId }) => [key, patientId]);
  return { patients: shown.map(({ key: _key, ...patient }) => patient), next };
}

/** Of these patients those that are open to the actor, held still until the transaction ends. */
export async function holdPatients(tx: Tx, patientIds: readonly Id<'patient'>[]) {
  const { rows } = await sql<{ patientId: Id<'patient'>; mrpId: Id<'user'> | null; deceased: boolean }>`
    select patient_id as "patientId", mrp_id as "mrpId", deceased or deceased_on is not null as deceased
      from patient where patient_id = any(${patientIds}::uuid[]) order by patient_id for no key update`.execute(tx);
  return rows;
}

/** Gives them all to one MRP, or to nobody. Whose it is already is left alone; answers how many moved. */
export async function assignMrp(tx: Tx, patientIds: readonly Id<'patient'>[], mrpId: Id<'user'> | null) {
  const { numAffectedRows = 0n } = await sql`
    update patient set mrp_id = ${mrpId}
     where patient_id = any(${patientIds}::uuid[]) and mrp_id is distinct from ${mrpId}::uuid`.execute(tx);
  return Number(numAffectedRows);
}
