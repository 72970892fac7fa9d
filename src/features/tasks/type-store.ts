import { sql } from 'kysely';
import type { Id } from '#kernel/brand.ts';
import type { Actor, Tx } from '#kernel/db.ts';
import { personOf, stepsOf } from '../work/public.ts';
import type { TaskType } from './type-contract.ts';

/** Every type that is not retired, for a file. */
export const allTypes = sql<Omit<TaskType, 'holders'>>`
  select w.name, w.urgent, w.due_days as "dueDays", ${personOf('holder_id')} as holder, ${personOf('came_from_id')} as "cameFrom"
    from task_type w where w.retired_at is null order by lower(w.name)`;

/** Every type that is not retired, by name, with whose it was. There are a few dozen of them in a clinic. */
export async function listTypes(tx: Tx): Promise<TaskType[]> {
  const { rows } = await sql<TaskType>`
    select w.type_id as "typeId", w.name, w.urgent, w.due_days as "dueDays", ${personOf('holder_id')} as holder,
           ${personOf('came_from_id')} as "cameFrom", ${stepsOf('task_type', 'type_id')} as holders, w.version
      from task_type w where w.retired_at is null order by lower(w.name)`.execute(tx);
  return rows;
}

/** A type as the rules need it, held still until the transaction ends; nothing when it is retired. */
export async function holdType(tx: Tx, typeId: Id<'type'>) {
  const { rows } = await sql<Fields & { version: number }>`
    select name, urgent, due_days as "dueDays", holder_id as "holderId", version
      from task_type where type_id = ${typeId} and retired_at is null for no key update`.execute(tx);
  return rows[0];
}

interface Fields {
  readonly name: string;
  readonly urgent: boolean;
  readonly dueDays: number | null;
  readonly holderId: Id<'user'> | null;
}
const columnsOf = ({ name, urgent, dueDays, holderId }: Fields) => ({
  name: name.trim(),
  urgent,
  due_days: dueDays,
  holder_id: holderId,
});

export const insertType = (tx: Tx, { id, clinicId }: Actor, fields: Fields) =>
  tx
    .insertInto('task_type')
    .values({ clinic_id: clinicId, author_id: id, ...columnsOf(fields) })
    .returning(['type_id as typeId', 'version'])
    .executeTakeFirstOrThrow();

/** `fromId`: whose it was, where that changes. */
export const updateType = (tx: Tx, typeId: Id<'type'>, fields: Fields, fromId: Id<'user'> | null) =>
  tx
    .updateTable('task_type')
    .set({ ...columnsOf(fields), ...(fromId === null ? {} : { came_from_id: fromId }) })
    .where('type_id', '=', typeId)
    .returning(['type_id as typeId', 'version'])
    .executeTakeFirstOrThrow();

export const retireType = (tx: Tx, typeId: Id<'type'>) =>
  tx
    .updateTable('task_type')
    .set({ retired_at: sql`now()` })
    .where('type_id', '=', typeId)
    .execute();
