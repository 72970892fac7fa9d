import { type RawBuilder, sql } from 'kysely';
import { anew, type Tx } from '#kernel/db.ts';
import { fromCursor, isText, isUuid, pageOf } from '#kernel/page.ts';
import { Refusal } from '#kernel/refusal.ts';
import { cellsOf, orderOf, withMrp } from './columns-store.ts';
import type { Asked, Criteria, ReportChoices, Run, Shown } from './contract.ts';
import { matching, whereMatching } from './criteria-store.ts';

const PAGE = 50;

/** The ids of those whom a report shows, as a subquery: in its order as far as its limit, or all of them. */
export function shownIds({ criteria, orderBy, seed, limit }: Shown): RawBuilder<{ patient_id: string }> {
  if (limit === undefined) return matching(criteria);
  const { key, join } = orderOf(orderBy, seed);
  return sql`select p.patient_id from scanned_patient p ${join} ${whereMatching(criteria)}
              order by ${key}, p.patient_id limit ${limit}::int`;
}

/** Stands for a set of patients, in whatever order they come: who is in it twice would not be in it. */
export const fingerprintOf = sql<string>`coalesce(bit_xor(uuid_hash_extended(patient_id, 0)), 0)::text`;

/** The statement that counts: every patient is looked at, and those closed to the actor are hashed once. */
export function countStatement(asked: Shown) {
  const found = asked.limit === undefined ? sql`count(*)` : sql`(select count(*) from (${matching(asked.criteria)}) a)`;
  return sql<{ found: number; shown: number; fingerprint: string }>`${anew}
    select ${found}::int as found, count(*)::int as shown, ${fingerprintOf} as fingerprint from (${shownIds(asked)}) s`;
}

/** How many meet the criteria, how many of them are shown, and what stands for those. */
export async function countReport(tx: Tx, asked: Shown) {
  const { rows } = await countStatement(asked).execute(tx);
  return rows[0] ?? { found: 0, shown: 0, fingerprint: '0' };
}

interface Beyond {
  readonly key: string;
  readonly patientId: string;
  /** Rows of the pages before. */
  readonly before: number;
}

/** @throws {Refusal} `request/cursor-unknown`. */
function beyondOf(after: string | undefined): Beyond | undefined {
  const keys = fromCursor(after, 3);
  if (!keys) return undefined;
  const [key, patientId, before] = keys;
  if (!isText(key) || !isUuid(patientId) || typeof before !== 'number' || !Number.isSafeInteger(before) || before < 0) {
    throw new Refusal('request/cursor-unknown');
  }
  return { key, patientId, before };
}

/** The statement of a page: who is on it is found first, and only then what stands in their rows. */
export function pageStatement(asked: Asked, wanted: number, beyond?: Beyond) {
  const { key, join } = orderOf(asked.orderBy, asked.seed);
  const from = beyond ? sql`(${key}, p.patient_id) > (${beyond.key}, ${beyond.patientId}::uuid)` : sql`true`;
  return sql<{ patientId: string; key: string; cells: string[] }>`${anew}
    with found as materialized (
      select s.patient_id, s.key
        from (select p.patient_id, ${key} as key from scanned_patient p ${join}
               ${whereMatching(asked.criteria, from)} order by ${key}, p.patient_id limit ${sql.lit(wanted)}) s)
    select f.patient_id as "patientId", f.key, ${cellsOf(asked.columns)} as cells
      from found f join patient p on p.patient_id = f.patient_id ${withMrp} order by f.key, f.patient_id`;
}

/** @throws {Refusal} `request/cursor-unknown`. */
export async function readPage(
  tx: Tx,
  asked: Asked,
  after: string | undefined,
): Promise<Pick<Run, 'patients' | 'next'>> {
  const beyond = beyondOf(after);
  const before = beyond?.before ?? 0;
  const left = asked.limit === undefined ? PAGE + 1 : Math.min(PAGE + 1, asked.limit - before);
  if (left <= 0) return { patients: [], next: null };
  const { rows } = await pageStatement(asked, left, beyond).execute(tx);
  const page = pageOf(rows, PAGE, ({ key, patientId }) => [key, patientId, before + PAGE]);
  const patients = page.rows.map(({ patientId, cells }) => ({ patientId, cells })) as Run['patients'];
  return { patients, next: page.next };
}

/** A whole report, row by row in its order; for a cursor. */
export function wholeReport({ columns, criteria, orderBy, seed, limit }: Asked): RawBuilder<{ cells: string[] }> {
  const { key } = orderOf(orderBy, seed);
  return sql`select ${cellsOf(columns)} as cells from scanned_patient p ${withMrp} ${whereMatching(criteria)}
              order by ${key}, p.patient_id ${limit === undefined ? sql`` : sql`limit ${limit}::int`}`;
}

/** Whom a whole report shows, by their numbers. */
export const numbersShown = (asked: Shown): RawBuilder<unknown> =>
  sql`select range_agg(int8range(p.demographic_number, p.demographic_number + 1)) from scanned_patient p
      ${asked.limit === undefined ? whereMatching(asked.criteria) : sql`where p.patient_id in (${shownIds(asked)})`}`;

/** Which of these demographic numbers nobody has whom the actor may know of. */
export async function numbersNotFound(tx: Tx, numbers: readonly number[]): Promise<number[]> {
  if (numbers.length === 0) return [];
  const { rows } = await sql<{ number: number }>`
    select n as number from unnest(${[...numbers]}::bigint[]) with ordinality as asked(n, place)
     where n not in (select p.demographic_number from patient p where p.demographic_number = any(${[...numbers]}::bigint[]))
     order by place`.execute(tx);
  return rows.map(({ number }) => number);
}

/** Whether any patient at all is closed to the actor. */
export async function someClosed(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{ closed: boolean }>`
    select exists (select from own_closed_patient where clinic_id = (select current_clinic())) as closed`.execute(tx);
  return rows[0]?.closed ?? false;
}

/** Whether criteria speak of users or sites that the clinic does not have; and which day it is there. */
export async function strangersIn(tx: Tx, { providerIds = [], siteIds = [] }: Criteria) {
  const named = (ids: readonly (string | null)[]) => ids.filter((id) => id !== null);
  const { rows } = await sql<{ user: boolean; site: boolean; today: string }>`
    select exists (select from unnest(${named(providerIds)}::uuid[]) id where id not in (select user_id from clinic_user)) as user,
           exists (select from unnest(${named(siteIds)}::uuid[]) id where id not in (select site_id from site)) as site,
           (now() at time zone time_zone)::date as today from clinic`.execute(tx);
  return rows[0] ?? { user: false, site: false, today: '' };
}

/** Who is or can be an MRP, whether or not they still work here; by name. */
export async function providers(tx: Tx): Promise<ReportChoices['providers']> {
  const { rows } = await sql<ReportChoices['providers'][number]>`
    select u.user_id as "userId", u.first_name || ' ' || u.last_name as name, a.user_id is null as deactivated
      from clinic_user u left join active_user a using (clinic_id, user_id)
     where u.type = 'doctor' or exists (select from patient p where p.mrp_id = u.user_id)
     order by u.sort_name`.execute(tx);
  return rows;
}

export async function sites(tx: Tx): Promise<ReportChoices['sites']> {
  const { rows } = await sql<ReportChoices['sites'][number]>`
    select site_id as "siteId", name, closed_at is not null as closed from site order by lower(name)`.execute(tx);
  return rows;
}

/** The clinic, and the names of the users and sites that criteria speak of, by their ids. */
export async function namesIn(tx: Tx, { providerIds = [], siteIds = [] }: Criteria) {
  const { rows } = await sql<{ clinic: string; names: Readonly<Record<string, string>> }>`
    select c.name as clinic,
           (select coalesce(json_object_agg(id, name), '{}') from (
              select user_id as id, first_name || ' ' || last_name as name from clinic_user where user_id = any(${[...providerIds]}::uuid[])
              union all select site_id, name from site where site_id = any(${[...siteIds]}::uuid[])) named) as names
      from clinic c`.execute(tx);
  return rows[0] ?? { clinic: '', names: {} };
}
