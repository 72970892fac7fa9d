import { type RawBuilder, sql } from 'kysely';
import type { Criteria } from '#features/demographic-report/contract.ts';
import { matching } from '#features/demographic-report/public.ts';
import type { Id } from '#kernel/brand.ts';
import { type Actor, anew, type Tx } from '#kernel/db.ts';
import type { PatientLine } from '../patients/contract.ts';
import { personOf } from './parts-store.ts';

const SHOWN = 20;

/** What a set's report asks for; nothing where it was made of single patients. */
export async function criteriaOf(tx: Tx, setId: Id<'set'>): Promise<Criteria | null> {
  const { rows } = await sql<{
    criteria: Criteria | null;
  }>`select criteria from patient_set where set_id = ${setId}`.execute(tx);
  return rows[0]?.criteria ?? null;
}

/**
 * Who would join and who would depart, each as a materialised table. Whoever is closed to the actor neither joins nor
 * departs: nobody falls out of a set because of a block on whoever updates it.
 */
const moving = (setId: Id<'set'>, criteria: Criteria) => sql`
  met as materialized (${matching(criteria)}),
  joins as materialized (select patient_id from met where not exists
    (select from patient_set_member m where m.set_id = ${setId} and m.patient_id = met.patient_id)),
  departs as materialized (select m.patient_id from patient_set_member m join patient p using (clinic_id, patient_id)
    where m.set_id = ${setId} and not exists (select from met where met.patient_id = m.patient_id))`;

const fingerprint = sql<string>`(select count(*) || ':' || coalesce(sum(uuid_hash_extended(patient_id, 0)), 0) from joins)
  || '/' || (select count(*) || ':' || coalesce(sum(uuid_hash_extended(patient_id, 1)), 0) from departs)`;

const first = (which: RawBuilder<unknown>) => sql<PatientLine[]>`coalesce((select json_agg(json_build_object(
    'patientId', s.patient_id, 'demographicNumber', s.demographic_number, 'lastName', s.last_name, 'firstName', s.first_name,
    'dateOfBirth', known_day(s.date_of_birth, s.birth_precision), 'sex', s.sex, 'healthNumber', s.health_number,
    'phone', coalesce(nullif(s.phone, ''), s.cell_phone), 'mrp', ${personOf(sql`s.mrp_id`)}) order by s.sort_name, s.patient_id)
  from (select p.* from ${which} w join patient p using (patient_id) order by p.sort_name, p.patient_id limit ${sql.lit(SHOWN)}) s), '[]')`;

interface Moving {
  readonly count: number;
  readonly first: PatientLine[];
}

/** How a set differs from what its criteria find now. */
export async function readDrift(tx: Tx, setId: Id<'set'>, criteria: Criteria) {
  const { rows } = await sql<{ joins: Moving; departs: Moving; fingerprint: string }>`${anew}
    with ${moving(setId, criteria)}
    select json_build_object('count', (select count(*) from joins), 'first', ${first(sql`joins`)}) as joins,
           json_build_object('count', (select count(*) from departs), 'first', ${first(sql`departs`)}) as departs,
           ${fingerprint} as fingerprint`.execute(tx);
  return rows[0];
}

interface Followed {
  readonly joined: number;
  readonly departed: number;
  readonly fingerprint: string;
}

/** Makes the members of a set those whom its criteria find, in one statement. */
export async function follow(tx: Tx, setId: Id<'set'>, versionNumber: number, criteria: Criteria): Promise<Followed> {
  const { rows } = await sql<Followed>`${anew}
    with ${moving(setId, criteria)},
    joined as (insert into patient_set_member (clinic_id, set_id, patient_id, since_version)
      select (select current_clinic()), ${setId}::uuid, patient_id, ${versionNumber}::int from joins returning 1),
    departed as (delete from patient_set_member where set_id = ${setId} and patient_id in (select patient_id from departs) returning 1)
    select (select count(*) from joined)::int as joined, (select count(*) from departed)::int as departed, ${fingerprint} as fingerprint`.execute(
    tx,
  );
  return rows[0] ?? { joined: 0, departed: 0, fingerprint: '' };
}

/** Answers the new version, or nothing when `version` is not the current one. */
export const setKeeping = (
  tx: Tx,
  { id }: Actor,
  setId: Id<'set'>,
  { version, kept }: { version: number; kept: boolean },
) =>
  tx
    .updateTable('patient_set')
    .set({ kept_up_to_date: kept, kept_by_id: kept ? id : null })
    .where('set_id', '=', setId)
    .where('version', '=', version)
    .returning('version')
    .executeTakeFirst();
