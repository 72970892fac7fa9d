import { sql } from 'kysely';
import type { Criteria, Shown } from '#features/demographic-report/contract.ts';
import { fingerprintOf, shownIds } from '#features/demographic-report/public.ts';
import type { Id } from '#kernel/brand.ts';
import { type Actor, anew, type Tx } from '#kernel/db.ts';

const inJson = (criteria: Criteria | null) => criteria && JSON.stringify(criteria);

/** A set as it is found by its name. */
export interface NamedSet {
  readonly setId: Id<'set'>;
  readonly name: string;
  readonly version: number;
  readonly versionNumber: number;
  /** It keeps the actor out of charts. */
  readonly concernsYou: boolean;
  readonly keptUpToDate: boolean;
}

/** The set of this name, without regard to case; nobody else changes it until the transaction ends. */
export async function setNamed(tx: Tx, name: string): Promise<NamedSet | undefined> {
  const { rows } = await sql<NamedSet>`
    select set_id as "setId", name, version, version_number as "versionNumber", blocks_actor(clinic_id, set_id) as "concernsYou",
           kept_up_to_date as "keptUpToDate" from patient_set
     where lower(btrim(name)) = lower(btrim(${name}::text)) and deleted_at is null for no key update`.execute(tx);
  return rows[0];
}

export async function insertSet(tx: Tx, { id, clinicId }: Actor, name: string, criteria: Criteria | null) {
  const { rows } = await sql<{ setId: Id<'set'> }>`
    insert into patient_set (clinic_id, name, criteria, made_by_id)
    values (${clinicId}, ${name}, ${inJson(criteria)}::jsonb, ${id}) returning set_id as "setId"`.execute(tx);
  return rows[0]?.setId as Id<'set'>;
}

interface Counted {
  /** How many the report shows, and what stands for them. */
  readonly shown: number;
  readonly fingerprint: string;
  readonly joined: number;
  readonly departed: number;
}

/** Takes whom the report shows into a set that has nobody yet: one statement, whatever their number. */
export async function fillSet(tx: Tx, setId: Id<'set'>, shown: Shown): Promise<Counted> {
  const { rows } = await sql<Counted>`${anew}
    with added as (
      insert into patient_set_member (clinic_id, set_id, patient_id)
      select current_clinic.*, ${setId}::uuid, s.patient_id from (${shownIds(shown)}) s, (select current_clinic()) current_clinic
      returning patient_id)
    select count(*)::int as shown, ${fingerprintOf} as fingerprint, count(*)::int as joined, 0 as departed from added`.execute(
    tx,
  );
  return rows[0] as Counted;
}

/** Who is in the report and not in the set, and who is in the set, open to the actor, and not in the report. */
const apart = (setId: Id<'set'>) => ({
  joins: sql`not exists (select from patient_set_member m where m.set_id = ${setId} and m.patient_id = r.patient_id)`,
  // Whom the actor may not know of stays: nobody falls out of a set because of a block on whoever changes it.
  departs: sql`m.set_id = ${setId} and not exists (select from report r where r.patient_id = m.patient_id)
               and exists (select from patient p where p.patient_id = m.patient_id)`,
});

/** What a new version would take in and let go. */
export async function difference(
  tx: Tx,
  setId: Id<'set'>,
  shown: Shown,
): Promise<Pick<Counted, 'joined' | 'departed'>> {
  const { joins, departs } = apart(setId);
  const { rows } = await sql<Pick<Counted, 'joined' | 'departed'>>`${anew}
    with report as materialized (${shownIds(shown)})
    select (select count(*) from report r where ${joins})::int as joined,
           (select count(*) from patient_set_member m where ${departs})::int as departed`.execute(tx);
  return rows[0] ?? { joined: 0, departed: 0 };
}

/** Makes the members of a set those of the report. */
export async function refillSet(tx: Tx, { setId, versionNumber }: NamedSet, shown: Shown): Promise<Counted> {
  const { joins, departs } = apart(setId);
  const { rows } = await sql<Counted>`${anew}
    with report as materialized (${shownIds(shown)}),
    joined as (
      insert into patient_set_member (clinic_id, set_id, patient_id, since_version)
      select (select current_clinic()), ${setId}::uuid, r.patient_id, ${versionNumber + 1}::int from report r where ${joins} returning 1),
    departed as (delete from patient_set_member m where ${departs} returning 1)
    select (select count(*) from joined)::int as joined, (select count(*) from departed)::int as departed,
           count(*)::int as shown, ${fingerprintOf} as fingerprint from report`.execute(tx);
  return rows[0] as Counted;
}

interface Made extends Pick<Counted, 'joined' | 'departed'> {
  readonly setId: Id<'set'>;
  readonly number: number;
  readonly criteria: Criteria;
  /** The limit, where it cut the report short. */
  readonly cutTo: number | null;
  readonly reason: string;
}

/** Writes down a version, with as many members as the set has now; answers their number. */
export async function insertVersion(tx: Tx, { id }: Actor, made: Made): Promise<number> {
  const { setId, number, criteria, cutTo, reason, joined, departed } = made;
  const { rows } = await sql<{ members: number }>`
    insert into patient_set_version (clinic_id, set_id, number, made_by_id, criteria, cut_to, reason, members, joined, departed)
    select current_clinic(), ${setId}, ${number}, ${id}, ${inJson(criteria)}::jsonb, ${cutTo}::int, ${reason},
           (select count(*) from patient_set_member where set_id = ${setId}), ${joined}, ${departed}
    returning members`.execute(tx);
  return rows[0]?.members ?? 0;
}

export const raiseVersion = (tx: Tx, setId: Id<'set'>, number: number, criteria: Criteria | null) =>
  sql`update patient_set set version_number = ${number}, criteria = ${inJson(criteria)}::jsonb
       where set_id = ${setId}`.execute(tx);
