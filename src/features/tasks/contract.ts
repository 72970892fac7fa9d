import { type Static, Type } from 'typebox';
import { type FileAnswer, operation } from '#kernel/contract.ts';
import {
  Cursor,
  Day,
  FilledLine,
  Instant,
  nullable,
  PatientId,
  Person,
  Prose,
  TaskId,
  TaskTypeId,
  UserId,
  Version,
} from '#kernel/schema.ts';
import { HandStep, InOrder } from '../work/contract.ts';

export const folders = ['mine', 'given', 'copied', 'pool', 'all', 'done'] as const;
export type Folder = (typeof folders)[number];

const Task = Type.Object({
  taskId: TaskId,
  title: Type.String(),
  details: Type.String(),
  due: nullable(Day),
  urgent: Type.Boolean(),
  /** Its day is over, by the clinic's calendar, and it is not done. */
  overdue: Type.Boolean(),
  patient: nullable(Type.Object({ patientId: PatientId, name: Type.String() })),
  author: Person,
  madeAt: Instant,
  /** Who must do it; null while it waits in the pool. */
  holder: nullable(Person),
  /** Whose it was before. */
  cameFrom: nullable(Person),
  /** Whom it was for, who had left when it came. */
  arrivedFor: nullable(Person),
  doneAt: nullable(Instant),
  doneBy: nullable(Person),
  /** What kind of task it is, where it is one of those that the clinic has a name for. */
  type: nullable(Type.String()),
  /** Who is kept informed. */
  copies: Type.Array(Person),
  version: Version,
});
export type Task = Static<typeof Task>;

export const ExportTasks = operation({
  name: 'tasks.export-tasks',
  says: 'Take the tasks that a list shows out as a file.',
  method: 'POST',
  path: '/tasks/file',
  files: ['text/csv'],
  patienceSeconds: 60,
  input: Type.Object({
    folder: Type.Enum([...folders]),
    only: Type.Optional(Type.Enum(['overdue', 'urgent'])),
    ...InOrder,
  }),
  output: Type.Unsafe<FileAnswer>(Type.Any()),
  refusals: ['actor/not-permitted'],
});

export const ListTasks = operation({
  name: 'tasks.list-tasks',
  says: 'See one’s own tasks, those given to others, those one has a copy of, those in the unassigned pool and those done; and everybody’s, where one may pass them on.',
  method: 'GET',
  path: '/tasks',
  doctor: true,
  input: Type.Object({
    folder: Type.Enum([...folders]),
    /** Only those that are overdue, or urgent; for tasks that are not done. */
    only: Type.Optional(Type.Enum(['overdue', 'urgent'])),
    /** Days on which they were given; done ones, on which they were done. Urgent ones and those due first come first where no order is asked for. */
    ...InOrder,
    after: Type.Optional(Cursor),
  }),
  output: Type.Object({
    tasks: Type.Array(Task),
    next: nullable(Cursor),
    /** What is still to be done; `overdue` of the caller's own. */
    counts: Type.Object({
      mine: Type.Integer(),
      overdue: Type.Integer(),
      given: Type.Integer(),
      pool: Type.Integer(),
    }),
    /** Open tasks of the caller's own about patients who are closed to the caller. */
    withheld: Type.Integer(),
  }),
  refusals: ['request/cursor-unknown', 'actor/not-permitted'],
});
export type TaskList = Static<typeof ListTasks.output>;

export const ReadTask = operation({
  name: 'tasks.read-task',
  says: 'Read one task as it is now.',
  method: 'GET',
  path: '/tasks/{taskId}',
  doctor: true,
  input: Type.Object({ taskId: TaskId }),
  output: Task,
  refusals: ['task/not-found'],
});

export const ReadTaskHistory = operation({
  name: 'tasks.read-task-history',
  says: 'See through whose hands a task went.',
  method: 'GET',
  path: '/tasks/{taskId}/history',
  doctor: true,
  input: Type.Object({ taskId: TaskId }),
  output: Type.Object({ hands: Type.Array(HandStep) }),
  refusals: ['task/not-found'],
});

const Fields = {
  title: FilledLine,
  details: Prose,
  due: nullable(Day),
  urgent: Type.Boolean(),
  /** Null: it waits in the clinic's unassigned pool. */
  assigneeId: nullable(UserId),
  /** Who is kept informed; left out, nothing changes about that. */
  copyIds: Type.Optional(Type.Array(UserId, { maxItems: 20, uniqueItems: true })),
};

const Changed = Type.Object({ taskId: TaskId, version: Version });

export const AddTask = operation({
  name: 'tasks.add-task',
  says: 'Give a task to somebody, to oneself or to the pool.',
  method: 'POST',
  path: '/tasks',
  doctor: true,
  input: Type.Object({
    ...Fields,
    patientId: Type.Optional(nullable(PatientId)),
    typeId: Type.Optional(nullable(TaskTypeId)),
  }),
  output: Changed,
  refusals: [
    'user/not-found',
    'task/assignee-not-active',
    'task/type-not-found',
    'patient/not-found',
    'patient/closed',
  ],
});

export const UpdateTask = operation({
  name: 'tasks.update-task',
  says: 'Change an open task, or give it to somebody else.',
  method: 'PUT',
  path: '/tasks/{taskId}',
  doctor: true,
  versioned: true,
  input: Type.Object({ taskId: TaskId, ...Fields, version: Version }),
  output: Changed,
  refusals: ['task/not-found', 'task/already-done', 'user/not-found', 'task/assignee-not-active'],
});

/** For whoever sees to it that nothing is left undone: it need not be their affair, and its details stay with whose it is. */
export const PassTask = operation({
  name: 'tasks.pass-task',
  says: 'Let somebody else do a colleague’s task, or one that nobody has.',
  method: 'PUT',
  path: '/tasks/{taskId}/passing',
  versioned: true,
  input: Type.Object({ taskId: TaskId, assigneeId: nullable(UserId), version: Version }),
  output: Changed,
  refusals: ['task/not-found', 'task/already-done', 'user/not-found', 'task/assignee-not-active'],
});

export const FinishTask = operation({
  name: 'tasks.finish-task',
  says: 'Mark a task done.',
  method: 'PUT',
  path: '/tasks/{taskId}/done',
  doctor: true,
  input: Type.Object({ taskId: TaskId }),
  output: Changed,
  refusals: ['task/not-found', 'task/already-done'],
});

/** When who had it is not active any more, it comes to whoever opens it again. */
export const ReopenTask = operation({
  name: 'tasks.reopen-task',
  says: 'Take back that a task is done.',
  method: 'DELETE',
  path: '/tasks/{taskId}/done',
  doctor: true,
  input: Type.Object({ taskId: TaskId }),
  output: Changed,
  refusals: ['task/not-found', 'task/not-done'],
});

export const TakeTask = operation({
  name: 'tasks.take-task',
  says: 'Take a task from the pool.',
  method: 'PUT',
  path: '/tasks/{taskId}/holder',
  doctor: true,
  input: Type.Object({ taskId: TaskId }),
  output: Changed,
  refusals: ['task/not-found', 'task/already-done', 'task/already-taken'],
});
