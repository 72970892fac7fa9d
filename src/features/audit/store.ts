import { type RawBuilder, sql } from 'kysely';
import type { Id } from '#kernel/brand.ts';
import type { Tx } from '#kernel/db.ts';
import { fromCursor, pageOf } from '#kernel/page.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Entry, Log } from './contract.ts';
import type { Filters } from './rules.ts';

type Person = NonNullable<Entry['actor']>;

/** The entry that the page before ended with; its time as PostgreSQL keeps it. */
export interface Beyond {
  readonly microsecondsSince1970: number;
  readonly entryId: number;
}

/** @throws {Refusal} `request/cursor-unknown`. */
function beyondOf(after: string | undefined): Beyond | undefined {
  const keys = fromCursor(after, 2);
  if (!keys) return undefined;
  const [microsecondsSince1970 = 0, entryId = 0] = keys.filter((one): one is number => Number.isSafeInteger(one));
  if (!keys.every(Number.isSafeInteger)) throw new Refusal('request/cursor-unknown');
  return { microsecondsSince1970, entryId };
}

/** When a day of the clinic's calendar, or the day after it, begins. */
const beginningOf = (day: string, later: 0 | 1) =>
  sql`(select (${day}::date + ${sql.lit(later)})::timestamp at time zone c.time_zone from clinic c)`;

const instantOf = ({ microsecondsSince1970 }: Beyond) =>
  sql`'epoch'::timestamptz + interval '1 microsecond' * ${microsecondsSince1970}::float8`;

/** All conditions on the entry aliased `e` but the one on its action. */
function conditions(
  { from, to, actorId, onBehalfOfId, subjectUserId, patientId, outcome }: Filters,
  beyond: Beyond | undefined,
) {
  const all = [
    ...(from ? [sql`e.at >= ${beginningOf(from, 0)}`] : []),
    ...(to ? [sql`e.at < ${beginningOf(to, 1)}`] : []),
    ...(actorId ? [sql`e.actor_id = ${actorId}`] : []),
    ...(onBehalfOfId ? [sql`e.on_behalf_of_id = ${onBehalfOfId}`] : []),
    ...(subjectUserId ? [sql`e.subject_user_id = ${subjectUserId}`] : []),
    ...(patientId ? [sql`e.patient_id = ${patientId}`] : []),
    // Written out, so that the index of the refused is known to hold them.
    ...(outcome ? [sql`e.outcome = ${sql.lit(outcome)}`] : []),
    ...(beyond ? [sql`(e.at, e.entry_id) < (${instantOf(beyond)}, ${beyond.entryId}::bigint)`] : []),
  ];
  return sql`${sql.join([sql`true`, ...all], sql` and `)}`;
}

/** The actions that have entries, one step of the index each; those in a range of bytes where one is given. */
const knownActions = (range?: { readonly from: string; readonly below: string }) => {
  const below = range ? sql`and e.action < ${range.below}` : sql``;
  return sql`known as (
    (select e.action from audit_entry e where e.action >= ${range?.from ?? ''} ${below} order by e.action limit 1)
    union all
    select (select e.action from audit_entry e where e.action > known.action ${below} order by e.action limit 1)
      from known where known.action is not null)`;
};

interface Row extends Entry {
  readonly microseconds: number;
}

/**
 * The statement of a reading: each filter is a range of an index that is in the order of the
 * page. The actions of a capability are read side by side, each no further than the page.
 */
export function entriesStatement(filters: Filters, size: number, beyond?: Beyond): RawBuilder<Row> {
  const { action, actorId, onBehalfOfId, subjectUserId, patientId } = filters;
  const where = conditions(filters, beyond);
  const some = sql`order by e.at desc, e.entry_id desc limit ${sql.lit(size)}`;
  const columns = sql`e.clinic_id, e.entry_id, e.at, e.actor_id, e.on_behalf_of_id, e.action, e.outcome, e.subject_user_id, e.patient_id, e.reason,
                      e.origin, e.facts`;
  const ofCapability = action?.endsWith('.') ? action : undefined;
  const narrowed = actorId ?? onBehalfOfId ?? subjectUserId ?? patientId;
  const named = action && !ofCapability ? sql`and e.action = ${action}` : sql``;
  const begins = ofCapability ? sql`and starts_with(e.action, ${ofCapability})` : named;
  const page =
    ofCapability && !narrowed
      ? sql`${knownActions({ from: ofCapability, below: `${ofCapability.slice(0, -1)}/` })},
            page as materialized (select e.* from known cross join lateral (
              select ${columns} from audit_entry e where e.action = known.action and ${where} ${some}) e ${some})`
      : sql`page as materialized (select ${columns} from audit_entry e where ${where} ${begins} ${some})`;
  return sql<Row>`
    with recursive ${page}
    select e.entry_id as "entryId", e.at, (extract(epoch from e.at) * 1000000)::bigint as microseconds, ${personOf('a')} as actor,
           ${personOf('b')} as "onBehalfOf", e.action, e.outcome,
           ${personOf('s')} as "subjectUser", ${patientOf} as patient, e.origin, not t.tells as withheld,
           case when t.tells or e.outcome = 'refused' then e.reason end as reason, case when t.tells then e.facts else '{}' end as facts
      from page e cross join lateral (select entry_tells(e.action, e.patient_id) as tells) t ${withPerson('a', 'actor_id')} ${withPerson('b', 'on_behalf_of_id')} ${withPerson('s', 'subject_user_id')}
      left join patient p on p.clinic_id = e.clinic_id and p.patient_id = e.patient_id
     order by e.at desc, e.entry_id desc`;
}

const patientOf = sql`case when p.patient_id is not null then
  json_build_object('patientId', p.patient_id, 'name', btrim(p.first_name || ' ' || p.last_name)) end`;

/** The user aliased `user` as history names a person; needs `withPerson`. */
const personOf = (user: string) => {
  const of = (column: string) => sql.ref(`${user}.${column}`);
  return sql`case when ${of('user_id')} is not null then json_build_object('userId', ${of('user_id')},
    'name', ${of('first_name')} || ' ' || ${of('last_name')}, 'deactivated', ${sql.ref(`${user}a.user_id`)} is null) end`;
};
const withPerson = (user: string, column: string) => {
  const of = (name: string) => sql.ref(`${user}.${name}`);
  return sql`left join clinic_user ${sql.ref(user)} on ${of('clinic_id')} = e.clinic_id and ${of('user_id')} = ${sql.ref(`e.${column}`)}
    left join active_user ${sql.ref(`${user}a`)} on ${sql.ref(`${user}a.clinic_id`)} = e.clinic_id
      and ${sql.ref(`${user}a.user_id`)} = ${of('user_id')}`;
};

/** A page of the entries that the reader may see, newest first. */
export async function pageOfEntries(tx: Tx, filters: Filters, size: number, after: string | undefined) {
  const { rows } = await entriesStatement(filters, size + 1, beyondOf(after)).execute(tx);
  const { rows: shown, next } = pageOf(rows, size, ({ microseconds, entryId }) => [microseconds, entryId]);
  return { entries: shown.map(({ microseconds: _microseconds, ...entry }): Entry => entry), next };
}

/** These users, whether active or not. */
export async function findPeople(tx: Tx, userIds: readonly Id<'user'>[]): Promise<Person[]> {
  const { rows } = await sql<Person>`
    select u.user_id as "userId", u.first_name || ' ' || u.last_name as name, a.user_id is null as deactivated
      from clinic_user u left join active_user a using (clinic_id, user_id)
     where u.user_id = any(${userIds}::uuid[])`.execute(tx);
  return rows;
}

/** Nothing where the patient is closed to the reader. */
export async function findPatient(tx: Tx, patientId: Id<'patient'>) {
  const { rows } = await sql<NonNullable<Entry['patient']>>`
    select patient_id as "patientId", btrim(first_name || ' ' || last_name) as name
      from patient where patient_id = ${patientId} and chart_is_open(patient_id)`.execute(tx);
  return rows[0];
}

/** What these identifiers name: users, patients open to the reader, roles, sites, patient sets. */
export async function namesOf(tx: Tx, ids: readonly string[]): Promise<Log['names']> {
  if (ids.length === 0) return {};
  const { rows } = await sql<{ id: string; name: string }>`
    select user_id as id, first_name || ' ' || last_name as name from clinic_user where user_id = any(${ids}::uuid[])
    union all select patient_id, btrim(first_name || ' ' || last_name) from patient where patient_id = any(${ids}::uuid[])
    union all select role_id, name from role where role_id = any(${ids}::uuid[])
    union all select site_id, name from site where site_id = any(${ids}::uuid[])
    union all select set_id, name from patient_set where set_id = any(${ids}::uuid[])`.execute(tx);
  return Object.fromEntries(rows.map(({ id, name }) => [id, name]));
}

/** Every permission and every action that has an entry, in the order of the alphabet. */
export async function listActions(tx: Tx) {
  const { rows } = await sql<{ action: string; inLog: boolean }>`
    with recursive ${knownActions()}
    select action, bool_or(logged) as "inLog"
      from (select action, true as logged from known where action is not null
            union all select permission collate "C", false from permission) one
     group by action order by action`.execute(tx);
  return rows;
}

export async function listPeople(tx: Tx) {
  const { rows } = await sql<Person & { userNumber: number; type: string }>`
    select u.user_id as "userId", u.first_name || ' ' || u.last_name as name, a.user_id is null as deactivated,
           u.user_number as "userNumber", u.type
      from clinic_user u left join active_user a using (clinic_id, user_id) order by u.sort_name, u.user_id`.execute(
    tx,
  );
  return rows;
}

/** Whether the actor may read the log. */
export async function mayRead(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{ may: boolean }>`select holds('audit.read-log') as may`.execute(tx);
  return rows[0]?.may ?? false;
}
