import { type RawBuilder, sql } from 'kysely';
import type { Id } from '#kernel/brand.ts';
import type { Actor, Tx } from '#kernel/db.ts';
import { fromCursor, isDay, isInstant, isUuid, pageOf } from '#kernel/page.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Order, OrderAsked } from '../work/contract.ts';
import { coversFor, onDays } from '../work/public.ts';
import type { Folder, Task } from './contract.ts';

const PAGE = 40;

/** How a list goes: the urgent ones first, then by due day, those without one last; or by the instant of its folder. */
type Way = 'urgency' | Order;
const wayOf = ({ folder, order }: Wanted): Way => order ?? (folder === 'done' ? 'latest' : 'urgency');
const instantOf = ({ folder }: Wanted) => (folder === 'done' ? sql`t.done_at` : sql`t.made_at`);
const byUrgency = sql`(not t.urgent), coalesce(t.due_on, 'infinity'::date), t.task_id`;
const orderOf = (wanted: Wanted): RawBuilder<unknown> =>
  ({
    urgency: byUrgency,
    oldest: sql`${instantOf(wanted)}, t.task_id`,
    latest: sql`${instantOf(wanted)} desc, t.task_id desc`,
  })[wayOf(wanted)];

/**
 * The part of a list that comes after the page before.
 *
 * @throws {Refusal} `request/cursor-unknown`.
 */
function beyond(wanted: Wanted): RawBuilder<unknown> {
  const way = wayOf(wanted);
  const keys = fromCursor(wanted.after, way === 'urgency' ? 3 : 2);
  if (!keys) return sql``;
  if (way === 'urgency') {
    const [calm = '', due = '', id = ''] = keys.map(String);
    if (!/^[01]$/.test(calm) || !(due === 'infinity' || isDay(due)) || !isUuid(id))
      throw new Refusal('request/cursor-unknown');
    return sql`and (${byUrgency}) > (${calm === '1'}::boolean, ${due}::date, ${id}::uuid)`;
  }
  const [instant, id] = keys;
  if (!isInstant(instant) || !isUuid(id)) throw new Refusal('request/cursor-unknown');
  return sql`and (${instantOf(wanted)}, t.task_id) ${way === 'latest' ? sql`<` : sql`>`} (${instant}::timestamptz, ${id}::uuid)`;
}

const today = sql`(select (now() at time zone time_zone)::date from clinic)`;

interface Wanted extends OrderAsked {
  readonly folder: Folder;
  readonly only?: 'overdue' | 'urgent';
  readonly after?: string;
}

/** The tasks of one folder, in its order: each is a range of an index of its own. */
function rowsOf(wanted: Wanted, id: Id<'user'>, most: number | null): RawBuilder<unknown> {
  const { folder, only } = wanted;
  const first = sql`order by ${orderOf(wanted)} limit ${sql.lit(most)}`;
  const page = sql`and ${onDays(instantOf(wanted), wanted)} ${beyond(wanted)} ${first}`;
  if (folder === 'done') {
    return sql`select t.* from ((select t.* from task t where t.done_by_id = ${id} and t.done_at is not null ${page})
               union (select t.* from task t where t.author_id = ${id} and t.done_at is not null ${page})) t ${first}`;
  }
  const which = {
    mine: sql`t.open_holder_id = h.holder_id`,
    given: sql`t.author_id = ${id} and t.done_at is null and t.holder_id is distinct from ${id}`,
    copied: sql`t.done_at is null and exists (select from task_copy k where k.clinic_id = t.clinic_id and k.task_id = t.task_id and k.user_id = ${id})`,
    pool: sql`t.holder_id is null and t.done_at is null`,
    all: sql`t.open_holder_id is not null`,
  }[folder];
  const narrowed = { overdue: sql`and t.due_on < ${today}`, urgent: sql`and t.urgent`, all: sql`` }[only ?? 'all'];
  const rows = sql`select t.* from task t where ${which} ${narrowed} ${page}`;
  return folder === 'mine'
    ? sql`select t.* from held_by_actor('task') h(holder_id) cross join lateral (${rows}) t ${first}`
    : rows;
}

const person = (userId: RawBuilder<unknown>) => sql`
  (select jsonb_build_object('userId', u.user_id, 'name', u.first_name || ' ' || u.last_name, 'deactivated', a.user_id is null)
     from clinic_user u left join active_user a using (clinic_id, user_id) where u.user_id = ${userId})`;

/** Among everybody's, details are told only of what is the reader's affair. */
const detailsIn = ({ folder }: Pick<Wanted, 'folder'>, id: Id<'user'>): RawBuilder<string> =>
  folder === 'all'
    ? sql`case when ${id} in (t.author_id, t.holder_id) or ${coversFor(sql`t.holder_id`, 'task')} then t.details else '' end`
    : sql`t.details`;

/** The task aliased `t`, as pages show it. */
const columnsWith = (details: RawBuilder<string>) => sql`
  t.task_id as "taskId", t.title, ${details} as details, t.due_on as due, t.urgent,
  t.done_at is null and coalesce(t.due_on < ${today}, false) as overdue,
  (select jsonb_build_object('patientId', p.patient_id, 'name', btrim(p.first_name || ' ' || p.last_name))
     from patient p where p.patient_id = t.patient_id) as patient,
  ${person(sql`t.author_id`)} as author, t.made_at as "madeAt", ${person(sql`t.holder_id`)} as holder,
  ${person(sql`t.came_from_id`)} as "cameFrom", ${person(sql`t.arrived_for_id`)} as "arrivedFor", t.done_at as "doneAt", ${person(sql`t.done_by_id`)} as "doneBy",
  (select k.name from task_type k where k.clinic_id = t.clinic_id and k.type_id = t.type_id) as type,
  coalesce((select jsonb_agg(${person(sql`k.user_id`)} order by k.user_id) from task_copy k
             where k.clinic_id = t.clinic_id and k.task_id = t.task_id), '[]') as copies, t.version`;

/** One page of the actor's own tasks, of those they gave away, of the pool, or of those done. */
export async function pageOfTasks(
  tx: Tx,
  { id }: Actor,
  wanted: Wanted,
): Promise<{ tasks: Task[]; next: string | null }> {
  const { rows } = await sql<Task & { at: string }>`
    select ${columnsWith(detailsIn(wanted, id))}, (${instantOf(wanted)})::text as at from (${rowsOf(wanted, id, PAGE + 1)}) t
     order by ${orderOf(wanted)}`.execute(tx);
  const { rows: shown, next } = pageOf(rows, PAGE, ({ urgent, due, taskId, at: instant }) =>
    wayOf(wanted) === 'urgency' ? [urgent ? 0 : 1, due ?? 'infinity', taskId] : [instant, taskId],
  );
  return { tasks: shown.map(({ at: _at, ...task }) => task), next };
}

/** All of a folder, for a file. */
export function allTasks(id: Id<'user'>, wanted: Omit<Wanted, 'after'>) {
  const local = (at: string) =>
    sql<string>`to_char(${sql.ref(`t.${at}`)} at time zone (select time_zone from clinic), 'YYYY-MM-DD HH24:MI')`;
  return sql<Task & { made: string; done: string | null }>`
    select ${columnsWith(detailsIn(wanted, id))}, ${local('made_at')} as made, ${local('done_at')} as done from (${rowsOf(wanted, id, null)}) t
     order by ${orderOf(wanted)}`;
}

/** One task as pages show it, when it is the reader's affair. */
export async function readTask(tx: Tx, { id }: Actor, taskId: Id<'task'>): Promise<Task | undefined> {
  const { rows } = await sql<Task>`
    select ${columnsWith(sql`t.details`)} from task t
     where t.task_id = ${taskId}
       and (${id} in (t.author_id, t.holder_id, t.done_by_id) or (t.holder_id is null and t.done_at is null)
            or ${coversFor(sql`t.holder_id`, 'task')}
            or exists (select from task_copy k where k.clinic_id = t.clinic_id and k.task_id = t.task_id and k.user_id = ${id}))`.execute(
    tx,
  );
  return rows[0];
}

/** Whether the actor may pass on what is not their affair. */
export async function mayPass(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{ may: boolean }>`select holds('tasks.pass-task') as may`.execute(tx);
  return rows[0]?.may ?? false;
}

/** What is still to be done, and what of the actor's own is withheld from them. */
export async function countTasks(tx: Tx) {
  const { rows } = await sql<{ mine: number; overdue: number; given: number; pool: number; withheld: number }>`
    select mine, overdue, given, pool, withheld from count_tasks()`.execute(tx);
  const { withheld = 0, ...counts } = rows[0] ?? { mine: 0, overdue: 0, given: 0, pool: 0 };
  return { counts, withheld };
}
