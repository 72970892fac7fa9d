import { type RawBuilder, sql } from 'kysely';
import type { Id } from '#kernel/brand.ts';
import type { Actor, Tx } from '#kernel/db.ts';
import { fromCursor, isText, isUuid, pageOf } from '#kernel/page.ts';
import { Refusal } from '#kernel/refusal.ts';
import { blocksWhere } from './access-store.ts';
import { type Kept, saidCriteria } from './criteria-store.ts';
import { concernsReader, due, live, membersOf, personOf, withVersion } from './parts-store.ts';
import type { blockings, Member, PatientSet, SetLine, SetVersion, sortKeys } from './contract.ts';

const PAGE = 25;
const MEMBERS = 50;

const dueOf = sql<boolean>`exists (select from chart_block b where b.clinic_id = s.clinic_id and b.set_id = s.set_id and ${due})`;
const liveOf = sql`from chart_block b where b.clinic_id = s.clinic_id and b.set_id = s.set_id and ${live}`;

/** What the report that its limit cut short had asked for, and the limit; nothing where it can be asked again. */
const cut = sql`(select jsonb_build_object('criteria', x.criteria, 'to', x.cut_to) from patient_set_version x
  where s.criteria is null and x.clinic_id = s.clinic_id and x.set_id = s.set_id and x.cut_to is not null order by x.number desc limit 1)`;
/** What was asked for may name whom it found: who is kept from them is not told. */
const heading = sql`
  s.set_id as "setId", s.name, s.version_number as "versionNumber", coalesce(v.made_at, s.taken_at) as since, ${membersOf} as members,
  case when not ${concernsReader} then coalesce(s.criteria, ${cut} -> 'criteria') end as criteria,
  case when not ${concernsReader} then (${cut} ->> 'to')::int end as "cutTo", s.kept_up_to_date as "keptUpToDate", ${personOf(sql`s.made_by_id`)} as "madeBy",
  ${concernsReader} as "concernsYou"`;

/** Which sets, in which order, from where on. */
export interface Wanted {
  readonly keyword?: string;
  readonly only?: (typeof blockings)[number];
  readonly sort?: (typeof sortKeys)[number];
  readonly descending?: boolean;
  readonly after?: string;
}

function chosen({ keyword = '', only }: Wanted): RawBuilder<boolean> {
  const text = keyword.trim().toLowerCase().replaceAll(/\s+/g, ' ');
  const conditions = [
    sql`s.deleted_at is null`,
    ...(text ? [sql`position(' ' || ${text} in ' ' || lower(s.name)) > 0`] : []),
    ...(only === 'due' ? [dueOf] : only ? [sql`exists (select ${liveOf}) = ${only === 'blocking'}`] : []),
  ];
  return sql<boolean>`${sql.join(conditions, sql` and `)}`;
}

const keyOf: Readonly<Record<(typeof sortKeys)[number], RawBuilder<string>>> = {
  name: sql<string>`''`,
  members: sql<string>`lpad(${membersOf}::text, 12, '0')`,
  since: sql<string>`to_char(coalesce(v.made_at, s.taken_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US')`,
  blocked: sql<string>`lpad((select count(*) ${liveOf})::text, 12, '0')`,
};

/** @throws {Refusal} `request/cursor-unknown`. */
function beyondOf(after: string | undefined, length: number): string[] | undefined {
  const keys = fromCursor(after, length);
  if (!keys) return undefined;
  const texts = keys.filter(isText);
  if (texts.length !== length || !isUuid(texts.at(-1))) throw new Refusal('request/cursor-unknown');
  return texts;
}

/** A page of the sets that are wanted. */
export async function pageOfSets(tx: Tx, wanted: Wanted, size = PAGE) {
  const { sort = 'name', descending = false, after } = wanted;
  const keys = beyondOf(after, 3);
  const direction = descending ? sql`desc` : sql`asc`;
  const beyond = descending ? sql`<` : sql`>`;
  const beginning = keys
    ? sql`(one.key, one."sortName", one."setId") ${beyond} (${keys[0]} collate "C", ${keys[1]} collate "C", ${keys[2]}::uuid)`
    : sql`true`;
  const { rows } = await sql<Kept<SetLine> & { key: string; sortName: string }>`
    select * from (
      select ${heading}, ${dueOf} as "reviewDue", ${keyOf[sort]} collate "C" as key, lower(s.name) collate "C" as "sortName",
             coalesce((select json_agg(json_build_object('userId', u.user_id, 'name', u.first_name || ' ' || u.last_name, 'deactivated', a.user_id is null)
                                       order by u.sort_name)
                         from chart_block b join clinic_user u using (clinic_id, user_id) left join active_user a using (clinic_id, user_id)
                        where b.clinic_id = s.clinic_id and b.set_id = s.set_id and ${live}), '[]') as blocked
        from patient_set s ${withVersion} where ${chosen(wanted)}) one
     where ${beginning}
     order by one.key ${direction}, one."sortName" ${direction}, one."setId" ${direction} limit ${sql.lit(size + 1)}`.execute(
    tx,
  );
  const { rows: shown, next } = pageOf(rows, size, ({ key, sortName, setId }) => [key, sortName, setId]);
  return {
    sets: await saidCriteria(
      tx,
      shown.map(({ key: _key, sortName: _name, ...set }) => set),
    ),
    next,
  };
}

export async function countSets(tx: Tx, wanted: Wanted): Promise<number> {
  const { rows } = await sql<{
    total: number;
  }>`select count(*)::int as total from patient_set s where ${chosen(wanted)}`.execute(tx);
  return rows[0]?.total ?? 0;
}

/** What a set is, without its versions and blocks. */
export type Found = Omit<PatientSet, 'versions' | 'blocks'>;

/** A set that has not been deleted. */
export async function findSet(tx: Tx, setId: Id<'set'>): Promise<Found | undefined> {
  const { rows } = await sql<Kept<Found>>`
    select ${heading}, ${personOf(sql`s.kept_by_id`)} as "keptBy", s.version from patient_set s ${withVersion} where s.set_id = ${setId} and s.deleted_at is null`.execute(
    tx,
  );
  const [set] = await saidCriteria(tx, rows);
  return set;
}

/** How many are in a set, those who are closed to the reader too: not for the reader, but for its next version. */
export async function wholeNumber(tx: Tx, setId: Id<'set'>): Promise<number> {
  const { rows } = await sql<{ members: number }>`
    select coalesce(v.members, (select count(*)::int from patient_set_member m where m.set_id = s.set_id)) as members
      from patient_set s left join patient_set_version v on v.clinic_id = s.clinic_id and v.set_id = s.set_id and v.number = s.version_number
     where s.set_id = ${setId}`.execute(tx);
  return rows[0]?.members ?? 0;
}

const MOST = 200;

/** The versions of a set, newest first. Who is closed to the reader has never been in it; why it changed may name them. */
export async function versionsOf(tx: Tx, setId: Id<'set'>): Promise<SetVersion[]> {
  const { rows } = await sql<SetVersion>`
    with shut as (select distinct clinic_id, patient_id from own_closed_patient),
    stay as (
      select m.since, null::timestamptz as until from shut join patient_set_member m using (clinic_id, patient_id) where m.set_id = ${setId}
      union all
      select m.since, m.until from shut join former_set_member m using (clinic_id, patient_id) where m.set_id = ${setId})
    select s.number, s.made_at as "madeAt", ${personOf(sql`s.made_by_id`)} as "madeBy",
           case when exists (select from stay) then '' else s.reason end as reason,
           s.members - k.members as members, s.joined - k.joined as joined, s.departed - k.departed as departed
      from patient_set_version s cross join lateral (
        select count(*) filter (where since <= s.made_at and (until is null or until > s.made_at))::int as members,
               count(*) filter (where since = s.made_at)::int as joined, count(*) filter (where until = s.made_at)::int as departed from stay) k
     where s.set_id = ${setId} order by s.number desc limit ${sql.lit(MOST)}`.execute(tx);
  return rows;
}

export const blocksOf = (tx: Tx, setId: Id<'set'>) => blocksWhere(tx, sql`b.set_id = ${setId}`, MOST);

/** A page of the members whose master files are open to the reader, by name. */
export async function pageOfMembers(tx: Tx, setId: Id<'set'>, after: string | undefined) {
  const keys = beyondOf(after, 2);
  const beginning = keys ? sql`and (p.sort_name, p.patient_id) > (${keys[0]}, ${keys[1]}::uuid)` : sql``;
  const { rows } = await sql<Member & { sortName: string }>`
    select p.patient_id as "patientId", p.demographic_number as "demographicNumber", p.last_name as "lastName", p.first_name as "firstName",
           known_day(p.date_of_birth, p.birth_precision) as "dateOfBirth", p.sex, p.health_number as "healthNumber",
           coalesce(nullif(p.phone, ''), p.cell_phone) as phone, ${personOf(sql`p.mrp_id`)} as mrp,
           nullif(s.since, '-infinity') as since, s.since_version as "sinceVersion", p.sort_name as "sortName"
      from patient_set_member s join patient p using (clinic_id, patient_id)
     where s.set_id = ${setId} ${beginning} order by p.sort_name, p.patient_id limit ${sql.lit(MEMBERS + 1)}`.execute(
    tx,
  );
  const { rows: shown, next } = pageOf(rows, MEMBERS, ({ sortName, patientId }) => [sortName, patientId]);
  return { members: shown.map(({ sortName: _name, ...member }): Member => member), next };
}

/** Answers the new version, or nothing when `version` is not the current one. */
export const renameSet = (tx: Tx, setId: Id<'set'>, version: number, name: string) =>
  tx
    .updateTable('patient_set')
    .set({ name })
    .where('set_id', '=', setId)
    .where('version', '=', version)
    .returning('version')
    .executeTakeFirst();

export const deleteSet = (tx: Tx, setId: Id<'set'>, version: number) =>
  tx
    .updateTable('patient_set')
    .set({ deleted_at: sql`now()` })
    .where('set_id', '=', setId)
    .where('version', '=', version)
    .returning('set_id')
    .executeTakeFirst();

/** How many of these patients are open to the actor. */
export async function countOpen(tx: Tx, patientIds: readonly Id<'patient'>[]): Promise<number> {
  const { rows } = await sql<{ open: number }>`
    select count(*)::int as open from patient where patient_id = any(${patientIds}::uuid[])`.execute(tx);
  return rows[0]?.open ?? 0;
}

/** Counts the set's version up; nothing when `version` is not the current one. Holds the set until the transaction ends. */
export const nextVersion = (tx: Tx, setId: Id<'set'>, version: number) =>
  tx
    .updateTable('patient_set')
    .set({ version_number: sql`version_number + 1` })
    .where('set_id', '=', setId)
    .where('version', '=', version)
    .returning(['version', 'version_number as versionNumber'])
    .executeTakeFirst();

/** Takes patients into a set; answers how many were not in it. */
export async function join(
  tx: Tx,
  setId: Id<'set'>,
  versionNumber: number,
  patients: RawBuilder<unknown>,
): Promise<number> {
  const { numAffectedRows = 0n } = await sql`
    insert into patient_set_member (clinic_id, set_id, patient_id, since_version)
    select (select current_clinic()), ${setId}, patient_id, ${versionNumber} from (${patients}) joining on conflict do nothing`.execute(
    tx,
  );
  return Number(numAffectedRows);
}

/** Lets patients go from a set; answers how many were in it. */
export async function depart(tx: Tx, setId: Id<'set'>, patients: RawBuilder<unknown>): Promise<number> {
  const { numAffectedRows = 0n } = await sql`
    delete from patient_set_member where set_id = ${setId} and patient_id in (${patients})`.execute(tx);
  return Number(numAffectedRows);
}

/** These patients, as `join` and `depart` take them. */
export const these = (patientIds: readonly Id<'patient'>[]) => sql`select unnest(${patientIds}::uuid[]) as patient_id`;

interface Made {
  readonly setId: Id<'set'>;
  readonly number: number;
  readonly reason: string;
  readonly members: number;
  readonly joined: number;
  readonly departed: number;
}

/** Writes down what a version is and who made it. */
export const recordVersion = (tx: Tx, { id, clinicId }: Actor, { setId, reason, ...made }: Made) =>
  sql`insert into patient_set_version (clinic_id, set_id, number, made_by_id, criteria, reason, members, joined, departed)
      select ${clinicId}, set_id, ${made.number}, ${id}, criteria, ${reason.trim()}, ${made.members}, ${made.joined}, ${made.departed}
        from patient_set where set_id = ${setId}`.execute(tx);

/** Makes a set of single patients, with its first version. */
export async function insertSet(tx: Tx, { id, clinicId }: Actor, name: string): Promise<Id<'set'>> {
  const { set_id: setId } = await tx
    .insertInto('patient_set')
    .values({ clinic_id: clinicId, name, made_by_id: id })
    .returning('set_id')
    .executeTakeFirstOrThrow();
  return setId;
}
