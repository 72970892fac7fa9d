import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '#kernel/db.ts';
import { fromCursor, isDay, isText, isUuid } from '#kernel/page.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { PatientLine } from './contract.ts';
import { closedByName, closedByNumber } from './closed-store.ts';
import { LAST, mergedPage } from './search-place.ts';
import { mrpOf, withMrp } from './store.ts';
import type { Way } from './ways.ts';

export const PAGE = 50;

const columns = {
  number: sql.ref<string>('p.number_digits'),
  health: sql.ref<string>('p.health_digits'),
  phone: sql.ref<string>('p.phone_digits'),
  cell: sql.ref<string>('p.cell_digits'),
};

interface Meant {
  readonly key: RawBuilder<string>;
  readonly found: RawBuilder<boolean>;
  /** The key is a day, and no text. */
  readonly isDay?: true;
}

/** What a way looks for, and what its findings are sorted by: the columns of one index. */
function inSql(way: Way): Meant {
  const byName = sql<string>`p.sort_name`;
  if (way.by === 'birth') {
    return { key: byName, found: sql`p.date_of_birth = ${way.day}::date and p.birth_precision = ${way.known}` };
  }
  if (way.by === 'birth-in') {
    const born = sql<string>`p.date_of_birth`;
    const within = sql<boolean>`${born} >= ${way.from}::date and ${born} < ${way.until}::date`;
    // Of a month, nobody of whom only the year is known: that stands on its first day.
    const found = way.known === 'year' ? within : sql<boolean>`${within} and p.birth_precision <> 'year'`;
    return { key: born, found, isDay: true };
  }
  if (way.by === 'name') {
    const found = sql<boolean>`p.sort_name >= lower(${way.begins}) and p.sort_name < lower(${way.begins}) || ${LAST}`;
    return { key: byName, found };
  }
  const key = columns[way.by];
  if (way.whole) return { key, found: sql`${key} = ${way.begins}` };
  // The first condition is the one under which the index holds a row at all.
  return { key, found: sql`${key} <> '' and ${key} >= ${way.begins} and ${key} < ${way.begins + LAST}` };
}

interface Beyond {
  readonly way: number;
  readonly key: string;
  readonly patientId: string;
}

/** @throws {Refusal} `request/cursor-unknown`. */
function beyondOf(after: string | undefined, ways: readonly Way[]): Beyond | undefined {
  const keys = fromCursor(after, 3);
  if (!keys) return undefined;
  const [way, key, patientId] = keys;
  const meant = typeof way === 'number' ? ways[way] : undefined;
  const fits = meant?.by === 'birth-in' ? isDay : isText;
  if (typeof way !== 'number' || !meant || !fits(key) || !isUuid(patientId))
    throw new Refusal('request/cursor-unknown');
  return { way, key, patientId };
}

/**
 * The statement of a search: the ways one after the other, each a range of its index, each
 * only as far as the ways before it have left room on the page. Who was found by one way is
 * not found again by a later one.
 */
export function searchStatement(ways: readonly Way[], beyond?: Beyond): RawBuilder<Found> {
  const wanted = PAGE + 1;
  const meant = ways.map(inSql);
  const used = meant.map((_, at) => at).slice(beyond?.way ?? 0);
  const nameOf = (at: number) => sql.ref(`way_${at}`);
  const all = (at: readonly number[]) =>
    sql.join(
      at.map((one) => sql`select * from ${nameOf(one)}`),
      sql` union all `,
    );
  const parts = used.map((at, place) => {
    const { key, found, isDay: byDay } = meant[at] ?? { key: sql`''`, found: sql`false` };
    const earlier = meant.slice(0, at).map((one) => sql`and (${one.found}) is not true`);
    const from =
      beyond?.way === at
        ? sql`and (${key}, p.patient_id) > (${beyond.key}::${sql.raw(byDay ? 'date' : 'text')}, ${beyond.patientId}::uuid)`
        : sql``;
    const room =
      place === 0
        ? sql.lit(wanted)
        : sql`greatest(0, ${sql.lit(wanted)} - (select count(*) from (${all(used.slice(0, place))}) before))`;
    return sql`${nameOf(at)} as materialized (
      select p.clinic_id, p.patient_id, p.demographic_number, p.last_name, p.first_name, known_day(p.date_of_birth, p.birth_precision) as born, p.sex, p.health_number,
             coalesce(nullif(p.phone, ''), p.cell_phone) as phone, p.mrp_id, ${sql.lit(at)} as way, ${key}::text as key
        from patient p where ${found} ${sql.join(earlier, sql` `)} ${from}
       order by ${key}, p.patient_id limit ${room})`;
  });
  return sql<Found>`
    with ${sql.join(parts)}
    select p.patient_id as "patientId", p.demographic_number as "demographicNumber", p.last_name as "lastName",
           p.first_name as "firstName", p.born as "dateOfBirth", p.sex, p.health_number as "healthNumber", p.phone,
           ${mrpOf} as mrp, p.way, p.key
      from (${all(used)}) p ${withMrp}
     order by p.way, p.key, p.patient_id limit ${sql.lit(wanted)}`;
}

interface Found extends PatientLine {
  readonly way: number;
  readonly key: string;
}

/**
 * A page of the patients that any of the ways finds, in the order of the ways; among them, by name and nothing
 * else, those who are closed to the actor.
 */
export async function findPatients(tx: Tx, ways: readonly Way[], after: string | undefined) {
  const beyond = beyondOf(after, ways);
  const { rows } = await searchStatement(ways, beyond).execute(tx);
  // The list by name is always the first way.
  const named = ways[0]?.by === 'name' && (beyond?.way ?? 0) === 0 ? ways[0] : undefined;
  const following = rows[PAGE];
  const before = following?.way === 0 ? following : undefined;
  const [byName, onTop] = await Promise.all([
    named ? closedByName(tx, named.begins, { beyond, before, most: PAGE + 1 }) : [],
    after === undefined ? closedByNumber(tx, ways, PAGE) : [],
  ]);
  const { patients, closed, next } = mergedPage({ open: rows, byName, onTop }, PAGE);
  return { patients: patients.map(({ way: _way, key: _key, ...patient }) => patient), closed, next };
}
