import { type Static, Type } from 'typebox';
import { type FileAnswer, operation } from '#kernel/contract.ts';
import { FilledLine, nullable, Person, TaskTypeId, UserId, Version } from '#kernel/schema.ts';
import { HolderStep } from '../work/contract.ts';

const TaskType = Type.Object({
  typeId: TaskTypeId,
  name: Type.String(),
  urgent: Type.Boolean(),
  /** Days from the day a task is given until it is due; null without a day. */
  dueDays: nullable(Type.Integer()),
  /** The default assignee; null: its tasks wait in the pool. */
  holder: nullable(Person),
  cameFrom: nullable(Person),
  holders: Type.Array(HolderStep),
  version: Version,
});
export type TaskType = Static<typeof TaskType>;

export const ListTypes = operation({
  name: 'tasks.list-types',
  says: 'See the types of task, and whose each is by default.',
  method: 'GET',
  path: '/task-types',
  doctor: true,
  input: Type.Object({}),
  output: Type.Object({ types: Type.Array(TaskType) }),
  refusals: [],
});

const Fields = {
  name: FilledLine,
  urgent: Type.Boolean(),
  dueDays: nullable(Type.Integer({ minimum: 0, maximum: 365 })),
  holderId: nullable(UserId),
};
const Changed = Type.Object({ typeId: TaskTypeId, version: Version });

export const AddType = operation({
  name: 'tasks.add-type',
  says: 'Add a type of task.',
  method: 'POST',
  path: '/task-types',
  input: Type.Object(Fields),
  output: Changed,
  refusals: ['user/not-found', 'work/holder-not-active', 'task/type-name-taken'],
});

export const UpdateType = operation({
  name: 'tasks.update-type',
  says: 'Change a type of task, or whose it is by default.',
  method: 'PUT',
  path: '/task-types/{typeId}',
  versioned: true,
  input: Type.Object({ typeId: TaskTypeId, ...Fields, version: Version }),
  output: Changed,
  refusals: ['task/type-not-found', 'user/not-found', 'work/holder-not-active', 'task/type-name-taken'],
});

/** Its tasks stay as they are; nobody gives another one of it. */
export const RetireType = operation({
  name: 'tasks.retire-type',
  says: 'Retire a type of task.',
  method: 'DELETE',
  path: '/task-types/{typeId}',
  input: Type.Object({ typeId: TaskTypeId }),
  output: Type.Object({ typeId: TaskTypeId }),
  refusals: ['task/type-not-found'],
});

export const ExportTypes = operation({
  name: 'tasks.export-types',
  says: 'Take the types of task out as a file.',
  method: 'POST',
  path: '/task-types/file',
  files: ['text/csv'],
  patienceSeconds: 60,
  input: Type.Object({}),
  output: Type.Unsafe<FileAnswer>(Type.Any()),
  refusals: [],
});
