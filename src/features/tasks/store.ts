import { sql } from 'kysely';
import type { Id } from '#kernel/brand.ts';
import type { Actor, Tx } from '#kernel/db.ts';
import { coversFor } from '../work/public.ts';

/** A task as the rules need it; `holderActive`: who has it can still be given work back. */
export async function findTask(tx: Tx, taskId: Id<'task'>) {
  const { rows } = await sql<{
    patientId: Id<'patient'> | null;
    authorId: Id<'user'>;
    holderId: Id<'user'> | null;
    cameFromId: Id<'user'> | null;
    title: string;
    details: string;
    due: string | null;
    urgent: boolean;
    doneAt: string | null;
    doneById: Id<'user'> | null;
    holderActive: boolean;
    covers: boolean;
    version: number;
  }>`
    select t.patient_id as "patientId", t.author_id as "authorId", t.holder_id as "holderId", t.came_from_id as "cameFromId",
           t.title, t.details, t.due_on as due, t.urgent, t.done_at as "doneAt", t.done_by_id as "doneById",
           a.user_id is not null as "holderActive", t.version,
           ${coversFor(sql`t.holder_id`, 'task')} as covers
      from task t left join active_user a on a.clinic_id = t.clinic_id and a.user_id = t.holder_id
     where t.task_id = ${taskId}`.execute(tx);
  return rows[0];
}

/** Whether there is such a patient, and not closed to the actor. */
export async function patientOpen(tx: Tx, patientId: Id<'patient'>): Promise<boolean> {
  const { rows } = await sql`select where chart_is_open(${patientId})`.execute(tx);
  return rows.length > 0;
}

interface Fields {
  readonly title: string;
  readonly details: string;
  readonly due: string | null;
  readonly urgent: boolean;
  readonly assigneeId: Id<'user'> | null;
}

/** Keeps these users informed of a task, and nobody else. */
export async function setCopies(
  tx: Tx,
  { clinicId }: Actor,
  taskId: Id<'task'>,
  userIds: readonly Id<'user'>[],
): Promise<void> {
  await sql`
    with ended as (delete from task_copy where task_id = ${taskId} and user_id <> all(${userIds}::uuid[]))
    insert into task_copy (clinic_id, task_id, user_id)
    select ${clinicId}, ${taskId}, one from unnest(${userIds}::uuid[]) one order by one on conflict do nothing`.execute(
    tx,
  );
}

/** Whether there is such a type of task, and it is not retired. It stays so until the transaction ends. */
export async function keepType(tx: Tx, typeId: Id<'type'>): Promise<boolean> {
  const { rows } = await sql`
    select from task_type where type_id = ${typeId} and retired_at is null for key share`.execute(tx);
  return rows.length > 0;
}

const columnsOf = ({ title, details, due, urgent, assigneeId }: Fields) => ({
  title: title.trim(),
  details,
  due_on: due,
  urgent,
  holder_id: assigneeId,
});

export const insertTask = (tx: Tx, { id, clinicId }: Actor, fields: Fields, of: Concerning) =>
  tx
    .insertInto('task')
    .values({ clinic_id: clinicId, author_id: id, patient_id: of.patientId, type_id: of.typeId, ...columnsOf(fields) })
    .returning(['task_id as taskId', 'version'])
    .executeTakeFirstOrThrow();

interface Arriving {
  readonly title: string;
  readonly patientId: Id<'patient'>;
  /** Who has left. */
  readonly forId: Id<'user'>;
  /** The kind of work it comes of: its successor has the task. */
  readonly kind: string;
}

/** Makes a task of what arrived for somebody who has left; nobody's, where it waits in the pool. */
export async function addArrivedTask(
  tx: Tx,
  { id, clinicId }: Actor,
  { title, patientId, forId, kind }: Arriving,
): Promise<{ readonly taskId: Id<'task'>; readonly forId: Id<'user'>; readonly holderId: Id<'user'> | null }> {
  const { rows } = await sql<{ taskId: Id<'task'>; holderId: Id<'user'> | null }>`
    insert into task (clinic_id, author_id, patient_id, holder_id, came_from_id, arrived_for_id, title)
    values (${clinicId}, ${id}, ${patientId}, arrival_holder(${kind}, ${forId}, ${patientId}, 'task'), ${forId}, ${forId}, ${title})
    returning task_id as "taskId", holder_id as "holderId"`.execute(tx);
  const [added] = rows;
  if (!added) throw new Error('a task was kept and did not say under which id');
  return { ...added, forId };
}

interface Concerning {
  readonly patientId: Id<'patient'> | null;
  readonly typeId: Id<'type'> | null;
}

interface Change extends Fields {
  readonly taskId: Id<'task'>;
  readonly version: number;
  readonly cameFromId: Id<'user'> | null;
}

/** Answers the new version, or nothing when `version` is not the current one or the task is done. */
export const updateTask = (tx: Tx, { taskId, version, cameFromId, ...fields }: Change) =>
  tx
    .updateTable('task')
    .set({ ...columnsOf(fields), came_from_id: cameFromId })
    .where('task_id', '=', taskId)
    .where('version', '=', version)
    .where('done_at', 'is', null)
    .returning('version')
    .executeTakeFirst();

interface Passing {
  readonly taskId: Id<'task'>;
  readonly version: number;
  readonly fromId: Id<'user'> | null;
  readonly toId: Id<'user'> | null;
}

/** Answers the new version, or nothing when `version` is not the current one or the task is done. */
export const pass = (tx: Tx, { taskId, version, fromId, toId }: Passing) =>
  tx
    .updateTable('task')
    .set({ holder_id: toId, ...(fromId === null ? {} : { came_from_id: fromId }) })
    .where('task_id', '=', taskId)
    .where('version', '=', version)
    .where('done_at', 'is', null)
    .returning('version')
    .executeTakeFirst();

/** Answers the new version, or nothing when it is done already, or has another holder by now. */
export const finish = (tx: Tx, { id }: Actor, taskId: Id<'task'>, holderId: Id<'user'> | null) =>
  tx
    .updateTable('task')
    .set({ done_at: sql`now()`, done_by_id: id })
    .where('task_id', '=', taskId)
    .where('holder_id', 'is not distinct from', holderId)
    .where('done_at', 'is', null)
    .returning('version')
    .executeTakeFirst();

interface Holding {
  readonly holderId: Id<'user'> | null;
  readonly cameFromId: Id<'user'> | null;
}

/** Answers the new version, or nothing when it is not done. */
export const reopen = (tx: Tx, taskId: Id<'task'>, { holderId, cameFromId }: Holding) =>
  tx
    .updateTable('task')
    .set({ done_at: null, done_by_id: null, holder_id: holderId, came_from_id: cameFromId })
    .where('task_id', '=', taskId)
    .where('done_at', 'is not', null)
    .returning('version')
    .executeTakeFirst();

/** Of two who take at once, the second waits for the first here and then finds a holder. */
export const take = (tx: Tx, { id }: Actor, taskId: Id<'task'>) =>
  tx
    .updateTable('task')
    .set({ holder_id: id })
    .where('task_id', '=', taskId)
    .where('holder_id', 'is', null)
    .where('done_at', 'is', null)
    .returning('version')
    .executeTakeFirst();
