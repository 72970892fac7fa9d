import { type RawBuilder, sql } from 'kysely';
import type { Id } from '#kernel/brand.ts';
import type { Tx } from '#kernel/db.ts';
import { fromCursor, pageOf } from '#kernel/page.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Use, Uses } from './contract.ts';

/** Which of a patient's uses are looked for. */
export interface UseFilters {
  readonly patientId: Id<'patient'>;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly actorId?: Id<'user'> | undefined;
  readonly outcome?: 'done' | 'refused' | undefined;
}

/** The entry that the page before ended with; its time as PostgreSQL keeps it. */
interface Beyond {
  readonly microsecondsSince1970: number;
  readonly entryId: number;
}

/** @throws {Refusal} `request/cursor-unknown`. */
function beyondOf(after: string | undefined): Beyond | undefined {
  const keys = fromCursor(after, 2);
  if (!keys) return undefined;
  const [microsecondsSince1970, entryId] = keys;
  if (!Number.isSafeInteger(microsecondsSince1970) || !Number.isSafeInteger(entryId))
    throw new Refusal('request/cursor-unknown');
  return { microsecondsSince1970: Number(microsecondsSince1970), entryId: Number(entryId) };
}

/** When a day of the clinic's calendar, or the day after it, begins. */
const beginningOf = (day: string, later: 0 | 1) =>
  sql`(select (${day}::date + ${sql.lit(later)})::timestamp at time zone c.time_zone from clinic c)`;

type Row = Use & { readonly microseconds: number };

const conditionsOf = ({ from, to, actorId, outcome }: UseFilters) => [
  ...(from ? [sql`e.at >= ${beginningOf(from, 0)}`] : []),
  ...(to ? [sql`e.at < ${beginningOf(to, 1)}`] : []),
  ...(actorId ? [sql`e.actor_id = ${actorId}`] : []),
  ...(outcome ? [sql`e.outcome = ${outcome}`] : []),
];
const columns = sql`e.clinic_id, e.entry_id, e.at, e.actor_id, e.on_behalf_of_id, e.action, e.outcome, e.reason, e.origin`;

/**
 * The patient's entries under these conditions: those about nobody else, and those in which they were one of several, of
 * each the first as `limited`. Each of the latter is looked up by itself: PostgreSQL would walk through the log to meet them.
 */
function entriesOf({ patientId }: UseFilters, conditions: readonly RawBuilder<unknown>[], limited = sql``) {
  const where = (one: RawBuilder<unknown>) => sql.join([one, ...conditions], sql` and `);
  return sql`(
    (select ${columns} from audit_entry e where ${where(sql`e.patient_id = ${patientId}`)} ${limited})
    union all
    (select ${columns} from entries_among(${patientId}) s cross join lateral (
       select * from audit_entry e where e.clinic_id = (select current_clinic()) and e.xact = s.xact and e.at = s.at limit 1) e
      where ${where(sql`e.patient_id is distinct from ${patientId}::uuid`)} ${limited})) e`;
}

/** A user in the row aliased `u` as a person, active where `a` has a row. */
const personOf = (u: string, a: string) => sql`
  case when ${sql.ref(`${u}.user_id`)} is not null then json_build_object('userId', ${sql.ref(`${u}.user_id`)},
    'name', ${sql.ref(`${u}.first_name`)} || ' ' || ${sql.ref(`${u}.last_name`)}, 'deactivated', ${sql.ref(`${a}.user_id`)} is null) end`;

/** Entries `e` as uses. */
const usesFrom = (entries: RawBuilder<unknown>) => sql<Row>`
  select e.entry_id as "entryId", e.at, (extract(epoch from e.at) * 1000000)::bigint as microseconds, ${personOf('u', 'a')} as who,
         ${personOf('b', 'ba')} as "onBehalfOf",
         array(select r.name from user_role_history ur join role_history r using (clinic_id, role_id)
                where ur.clinic_id = e.clinic_id and ur.user_id = e.actor_id and ur.during @> e.at and r.during @> e.at
                order by lower(r.name)) as roles,
         e.action, e.outcome, e.reason, e.origin
    from ${entries} left join clinic_user u on u.clinic_id = e.clinic_id and u.user_id = e.actor_id
    left join active_user a on a.clinic_id = u.clinic_id and a.user_id = u.user_id
    left join clinic_user b on b.clinic_id = e.clinic_id and b.user_id = e.on_behalf_of_id
    left join active_user ba on ba.clinic_id = b.clinic_id and ba.user_id = b.user_id
`;

/** The statement of a page: a range of the index by patient in its own order, and what was done with several at once; names and roles are gathered for the page only. */
export function usesStatement(filters: UseFilters, size: number, beyond?: Beyond): RawBuilder<Row> {
  const further = beyond
    ? [
        sql`(e.at, e.entry_id) < ('epoch'::timestamptz + interval '1 microsecond' * ${beyond.microsecondsSince1970}::float8, ${beyond.entryId}::bigint)`,
      ]
    : [];
  const some = sql`order by e.at desc, e.entry_id desc limit ${sql.lit(size)}`;
  return sql<Row>`
    with page as materialized (select * from ${entriesOf(filters, [...conditionsOf(filters), ...further], some)} ${some})
    ${usesFrom(sql`page e`)} order by e.at desc, e.entry_id desc`;
}

/** How many there are, until which moment, to the microsecond; in which clinic, which day it is there, and by which clock. */
export async function countUses(tx: Tx, filters: UseFilters) {
  const { rows } = await sql<{ uses: number; until: string; today: string; clinic: string; timeZone: string }>`
    select (select count(*) from ${entriesOf(filters, conditionsOf(filters))})::int as uses,
           now()::text as until, (now() at time zone time_zone)::date as today, name as clinic, time_zone as "timeZone" from clinic`.execute(
    tx,
  );
  return rows[0] ?? { uses: 0, until: '', today: '', clinic: '', timeZone: 'UTC' };
}

/** All that there were before a moment, newest first; for a cursor. */
export const allUses = (filters: UseFilters, until: string): RawBuilder<Use> =>
  sql<Use>`${usesFrom(entriesOf(filters, [...conditionsOf(filters), sql`e.at < ${until}::timestamptz`]))}
            order by e.at desc, e.entry_id desc`;

/** A page of what was done with a patient's record, newest first. */
export async function pageOfUses(tx: Tx, filters: UseFilters, size: number, after: string | undefined) {
  const { rows } = await usesStatement(filters, size + 1, beyondOf(after)).execute(tx);
  const { rows: shown, next } = pageOf(rows, size, ({ microseconds, entryId }) => [microseconds, entryId]);
  return { uses: shown.map(({ microseconds: _microseconds, ...use }): Use => use), next };
}

/** Everybody who ever did something with the record, by name. */
export async function peopleOf(tx: Tx, patientId: Id<'patient'>): Promise<Uses['people']> {
  const { rows } = await sql<Uses['people'][number]>`
    select u.user_id as "userId", u.first_name || ' ' || u.last_name as name, a.user_id is null as deactivated
      from clinic_user u left join active_user a using (clinic_id, user_id)
     where u.user_id in (select e.actor_id from ${entriesOf({ patientId }, [])})
     order by u.sort_name, u.user_id`.execute(tx);
  return rows;
}
