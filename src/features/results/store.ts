import { type RawBuilder, sql } from 'kysely';
import type { Static } from 'typebox';
import type { Id } from '#kernel/brand.ts';
import type { Tx } from '#kernel/db.ts';
import { fromCursor, isUuid, pageOf } from '#kernel/page.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Person } from '#kernel/schema.ts';
import type { Order, OrderAsked } from '../work/contract.ts';
import { coversFor, onDays } from '../work/public.ts';
import type { Folder, Former, Line, ResultRead, ResultSummary, Section, Step } from './contract.ts';

const PAGE = 25;

type PersonRow = Static<typeof Person>;

/** A column that names a user, of a row `r`, as the person it names. */
const person = (column: string): RawBuilder<PersonRow | null> => sql`
  (select jsonb_build_object('userId', p.user_id, 'name', p.first_name || ' ' || p.last_name,
                             'deactivated', not exists (select from active_user a where a.clinic_id = p.clinic_id and a.user_id = p.user_id))
     from clinic_user p where p.clinic_id = r.clinic_id and p.user_id = ${sql.ref(column)})`;

const summary = sql`
  r.result_id as "resultId", r.title, r.category, r.section, r.status, r.issued_at as "issuedAt", r.abnormal, r.urgent,
  (select jsonb_build_object('patientId', t.patient_id, 'demographicNumber', t.demographic_number, 'lastName', t.last_name,
                             'firstName', t.first_name, 'dateOfBirth', known_day(t.date_of_birth, t.birth_precision))
     from patient t where t.clinic_id = r.clinic_id and t.patient_id = r.patient_id) as patient,
  ${person('r.orderer_id')} as orderer, ${person('r.holder_id')} as holder, ${person('r.came_from_id')} as "cameFrom",
  ${person('r.arrived_for_id')} as "arrivedFor",
  r.acknowledged_at as "acknowledgedAt"`;

/** An instant as a whole number, so that the cursor loses nothing of it. */
const microseconds = (instant: RawBuilder<unknown>) => sql`(extract(epoch from ${instant}) * 1000000)::bigint`;
const fromMicroseconds = (count: string | number | null | undefined) =>
  sql`(timestamptz 'epoch' + ${count}::float8 * interval '1 microsecond')`;

interface Shelf {
  /** The rows `r` of it; of one's own, of each user whose results the actor reads, as far as a page goes. */
  readonly where: RawBuilder<boolean>;
  /** The instant that rows are sorted by. */
  readonly by: 'issued_at' | 'acknowledged_at';
  /** What waits is read urgent first, then abnormal, then the oldest; what is done, the latest first. */
  readonly waits: boolean;
}

const shelvesOf = (actorId: Id<'user'>): Readonly<Record<Folder, Shelf>> => ({
  open: { where: sql`r.open_holder_id = h.holder_id`, by: 'issued_at', waits: true },
  pool: { where: sql`r.holder_id is null and r.acknowledged_at is null`, by: 'issued_at', waits: true },
  all: { where: sql`r.acknowledged_at is null`, by: 'issued_at', waits: true },
  acknowledged: {
    where: sql`r.acknowledged_by_id = ${actorId} and r.acknowledged_at is not null`,
    by: 'acknowledged_at',
    waits: false,
  },
  patient: { where: sql`true`, by: 'issued_at', waits: false },
});

/**
 * Whether the row before was not urgent and whether it was normal, its instant and its id.
 *
 * @throws {Refusal} `request/cursor-unknown`.
 */
function beyondOf(after: string | undefined) {
  const keys = fromCursor(after, 4);
  if (!keys) return undefined;
  const [calm, normal, at, id] = keys;
  const isFlag = (key: unknown) => key === 0 || key === 1;
  if (!isFlag(calm) || !isFlag(normal) || !Number.isSafeInteger(at) || !isUuid(id)) {
    throw new Refusal('request/cursor-unknown');
  }
  return { calm: calm === 1, normal: normal === 1, at: fromMicroseconds(at), id };
}

export interface Wanted extends OrderAsked {
  readonly folder: Folder;
  readonly section?: Section | undefined;
  readonly patientId?: Id<'patient'> | undefined;
}

/** How a list goes: as it comes by itself, or as was asked. */
type Way = 'urgency' | Order;
const wayOf = ({ waits }: Shelf, { order }: OrderAsked): Way => order ?? (waits ? 'urgency' : 'latest');
const instantOf = ({ by }: Shelf) => sql.ref(`r.${by}`);

const orderOf = (shelf: Shelf, way: Way): RawBuilder<unknown> =>
  ({
    urgency: sql`not r.urgent, not r.abnormal, ${instantOf(shelf)}, r.result_id`,
    oldest: sql`${instantOf(shelf)}, r.result_id`,
    latest: sql`${instantOf(shelf)} desc, r.result_id desc`,
  })[way];

function beyond(shelf: Shelf, way: Way, after: string | undefined): RawBuilder<unknown> {
  const last = beyondOf(after);
  if (!last) return sql`true`;
  const key = sql`(${last.at}, ${last.id}::uuid)`;
  return {
    urgency: sql`(not r.urgent, not r.abnormal, ${instantOf(shelf)}, r.result_id) > (${last.calm}, ${last.normal}, ${last.at}, ${last.id}::uuid)`,
    oldest: sql`(${instantOf(shelf)}, r.result_id) > ${key}`,
    latest: sql`(${instantOf(shelf)}, r.result_id) < ${key}`,
  }[way];
}

/** The results `r` of a folder after those before, in its order. */
function resultsOf(shelf: Shelf, wanted: Wanted, after: string | undefined, most: number | null): RawBuilder<unknown> {
  const { folder, section, patientId } = wanted;
  const way = wayOf(shelf, wanted);
  const first = sql`order by ${orderOf(shelf, way)} limit ${sql.lit(most)}`;
  const page = sql`select r.* from result r
    where ${shelf.where} and ${section ? sql`r.section = ${section}` : sql`true`} and ${patientId ? sql`r.patient_id = ${patientId}` : sql`true`}
      and ${onDays(instantOf(shelf), wanted)} and ${beyond(shelf, way, after)}
    ${first}`;
  return folder === 'open'
    ? sql`select r.* from held_by_actor('result') h(holder_id) cross join lateral (${page}) r ${first}`
    : page;
}

/** A page of a folder. Persons and patients are looked up for the page only. */
export async function pageOfResults(
  tx: Tx,
  actorId: Id<'user'>,
  { after, ...wanted }: Wanted & { readonly after?: string | undefined },
) {
  const shelf = shelvesOf(actorId)[wanted.folder];
  const { rows } = await sql<ResultSummary & { calm: number; normal: number; at: number }>`
    select ${summary}, (not r.urgent)::int as calm, (not r.abnormal)::int as normal, ${microseconds(instantOf(shelf))} as at
      from (${resultsOf(shelf, wanted, after, PAGE + 1)}) r
     order by ${orderOf(shelf, wayOf(shelf, wanted))}`.execute(tx);
  return pageOf(rows, PAGE, ({ calm, normal, at, resultId }) => [calm, normal, at, resultId]);
}

/** All of a folder, for a file. */
export function allResults(actorId: Id<'user'>, wanted: Wanted) {
  const shelf = shelvesOf(actorId)[wanted.folder];
  const local = (at: string) =>
    sql<string>`to_char(${sql.ref(`r.${at}`)} at time zone (select time_zone from clinic), 'YYYY-MM-DD HH24:MI')`;
  return sql<ResultSummary & { issued: string; acknowledged: string | null }>`
    select ${summary}, ${local('issued_at')} as issued, ${local('acknowledged_at')} as acknowledged
      from (${resultsOf(shelf, wanted, undefined, null)}) r order by ${orderOf(shelf, wayOf(shelf, wanted))}`;
}

export async function countWaiting(tx: Tx) {
  const { rows } = await sql<{ open: number; abnormal: number; withheld: number; pool: number; poolWithheld: number }>`
    select open, abnormal, withheld, pool, pool_withheld as "poolWithheld" from count_results()`.execute(tx);
  return rows[0] ?? { open: 0, abnormal: 0, withheld: 0, pool: 0, poolWithheld: 0 };
}

export async function isOpenToActor(tx: Tx, patientId: Id<'patient'>): Promise<boolean> {
  const { rows } = await sql`select where chart_is_open(${patientId})`.execute(tx);
  return rows.length > 0;
}

type Head = Omit<ResultRead, 'lines' | 'former' | 'history'> & { readonly covers: boolean };

const covers = coversFor(sql`r.open_holder_id`, 'result');

export async function readResult(tx: Tx, actorId: Id<'user'>, resultId: Id<'result'>): Promise<Head | undefined> {
  const { rows } = await sql<Head>`
    select ${summary}, r.conclusion, r.orderer_named as "ordererNamed", ${person('r.acknowledged_by_id')} as "acknowledgedBy",
           ${covers} as covers, r.acknowledged_at is null and (coalesce(r.holder_id = ${actorId}, true) or ${covers})
             and holds('results.acknowledge-result') as "mayAcknowledge",
           r.acknowledged_at is null and r.holder_id is null and holds('results.take-result') as "mayTake"
      from result r where r.result_id = ${resultId}`.execute(tx);
  return rows[0];
}

export async function linesOf(tx: Tx, resultId: Id<'result'>): Promise<Line[]> {
  const { rows } = await sql<Line>`
    select name, code, value, unit, reference_range as "referenceRange", abnormal
      from result_line where result_id = ${resultId} order by line`.execute(tx);
  return rows;
}

/** What the laboratory has replaced since, the latest first. */
export async function formerOf(tx: Tx, resultId: Id<'result'>): Promise<Former[]> {
  const { rows } = await sql<Former>`
    select r.title, r.status, r.issued_at as "issuedAt", r.abnormal, r.urgent, r.conclusion, r.acknowledged_at as "acknowledgedAt",
           ${person('r.acknowledged_by_id')} as "acknowledgedBy", r.replaced_at as "replacedAt", r.lines
      from result_version r where r.result_id = ${resultId} order by r.nth desc`.execute(tx);
  return rows;
}

/** How a result went from hand to hand, oldest first: hand-overs from the ledger, what was sent anew, the rest from the audit log. */
export async function historyOf(tx: Tx, resultId: Id<'result'>): Promise<Step[]> {
  const { rows } = await sql<Step>`
    select r.at, r.what, ${person('r.by_id')} as by, ${person('r.from_id')} as "from", ${person('r.to_id')} as "to"
      from (select h.clinic_id, h.at, case i.disposition when 'transfer' then 'handed-over' else 'returned' end as what,
                   h.actor_id as by_id, h.leaver_id as from_id, i.successor_id as to_id
              from handover_item i join handover h using (clinic_id, handover_id)
             where i.kind = 'result' and i.item_id = ${resultId}
            union all
            select e.clinic_id, e.at, case e.action when 'results.take-result' then 'taken' when 'results.give-result' then 'given' when 'results.pass-result' then 'given' else 'acknowledged' end,
                   e.actor_id, (e.facts -> 'before' ->> 'holderId')::uuid, (e.facts -> 'after' ->> 'holderId')::uuid
              from result one join audit_entry e using (clinic_id, patient_id)
             where one.result_id = ${resultId} and e.outcome = 'done'
               and e.action in ('results.take-result', 'results.give-result', 'results.pass-result', 'results.acknowledge-result')
               and e.facts ->> 'resultId' = one.result_id::text
            union all
            select v.clinic_id, v.replaced_at, 'corrected', null, null, null from result_version v where v.result_id = ${resultId}) r
     order by r.at`.execute(tx);
  return rows;
}

export interface Standing {
  readonly patientId: Id<'patient'>;
  readonly holderId: Id<'user'> | null;
  readonly covers: boolean;
  readonly acknowledgedAt: string | null;
}

/** Where a result stands, held still until the transaction ends. */
export async function holdResult(tx: Tx, resultId: Id<'result'>): Promise<Standing | undefined> {
  const { rows } = await sql<Standing>`
    select patient_id as "patientId", holder_id as "holderId", acknowledged_at as "acknowledgedAt",
           ${coversFor(sql`holder_id`, 'result')} as covers
      from result where result_id = ${resultId} for no key update`.execute(tx);
  return rows[0];
}

/** From the pool, whoever acknowledges a result has held it; with who covers it stays the holder's. */
export async function acknowledge(tx: Tx, actorId: Id<'user'>, resultId: Id<'result'>): Promise<string> {
  const { acknowledged_at } = await tx
    .updateTable('result')
    .set({ acknowledged_at: sql`now()`, acknowledged_by_id: actorId, holder_id: sql`coalesce(holder_id, ${actorId})` })
    .where('result_id', '=', resultId)
    .returning('acknowledged_at')
    .executeTakeFirstOrThrow();
  return acknowledged_at ?? '';
}

export const take = (tx: Tx, actorId: Id<'user'>, resultId: Id<'result'>) =>
  tx.updateTable('result').set({ holder_id: actorId }).where('result_id', '=', resultId).execute();

export const give = (tx: Tx, resultId: Id<'result'>, fromId: Id<'user'> | null, toId: Id<'user'> | null) =>
  tx
    .updateTable('result')
    .set({ holder_id: toId, ...(fromId === null ? {} : { came_from_id: fromId }) })
    .where('result_id', '=', resultId)
    .execute();
