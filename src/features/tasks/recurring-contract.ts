import { type Static, Type } from 'typebox';
import { type FileAnswer, operation } from '#kernel/contract.ts';
import {
  Cursor,
  Day,
  FilledLine,
  nullable,
  PatientId,
  Person,
  Prose,
  RecurringId,
  TaskTypeId,
  UserId,
} from '#kernel/schema.ts';
import { HolderStep, InOrder, PatientNamed, Waiting } from '../work/contract.ts';

export const recurringFolders = ['open', 'pool', 'all'] as const;
export type RecurringFolder = (typeof recurringFolders)[number];
export const units = ['day', 'week', 'month'] as const;
export type Unit = (typeof units)[number];

const RecurringTask = Type.Object({
  recurringId: RecurringId,
  title: Type.String(),
  details: Type.String(),
  urgent: Type.Boolean(),
  type: nullable(Type.String()),
  patient: nullable(PatientNamed),
  author: Person,
  /** To whom its tasks go; null: they wait in the pool. */
  holder: nullable(Person),
  cameFrom: nullable(Person),
  holders: Type.Array(HolderStep),
  every: Type.Integer(),
  unit: Type.Enum([...units]),
  dueDays: Type.Integer(),
  nextOn: Day,
  endsOn: nullable(Day),
  ended: Type.Boolean(),
});
export type RecurringTask = Static<typeof RecurringTask>;

export const ListRecurring = operation({
  name: 'tasks.list-recurring',
  says: 'See the tasks that come again and again: one’s own, those whose tasks go to the pool, and all.',
  method: 'GET',
  path: '/recurring-tasks',
  doctor: true,
  input: Type.Object({
    folder: Type.Optional(Type.Enum([...recurringFolders])),
    ...InOrder,
    after: Type.Optional(Cursor),
  }),
  output: Type.Object({ recurring: Type.Array(RecurringTask), next: nullable(Cursor), waiting: Waiting }),
  refusals: ['request/cursor-unknown'],
});

export const ExportRecurring = operation({
  name: 'tasks.export-recurring',
  says: 'Take the recurring tasks that a list shows out as a file.',
  method: 'POST',
  path: '/recurring-tasks/file',
  files: ['text/csv'],
  patienceSeconds: 60,
  input: Type.Object({ folder: Type.Optional(Type.Enum([...recurringFolders])), ...InOrder }),
  output: Type.Unsafe<FileAnswer>(Type.Any()),
  refusals: [],
});

export const AddRecurring = operation({
  name: 'tasks.add-recurring',
  says: 'Let a task come again and again.',
  method: 'POST',
  path: '/recurring-tasks',
  doctor: true,
  input: Type.Object({
    title: FilledLine,
    details: Prose,
    urgent: Type.Boolean(),
    typeId: Type.Optional(nullable(TaskTypeId)),
    patientId: Type.Optional(nullable(PatientId)),
    /** Null: its tasks wait in the pool. */
    holderId: nullable(UserId),
    every: Type.Integer({ minimum: 1, maximum: 52 }),
    unit: Type.Enum([...units]),
    /** Days from the day it comes until it is due. */
    dueDays: Type.Integer({ minimum: 0, maximum: 365 }),
    firstOn: Day,
    endsOn: nullable(Day),
  }),
  output: Type.Object({ recurringId: RecurringId }),
  refusals: [
    'user/not-found',
    'work/holder-not-active',
    'task/type-not-found',
    'patient/not-found',
    'patient/closed',
    'task/day-in-the-past',
    'task/days-reversed',
  ],
});

export const GiveRecurring = operation({
  name: 'tasks.give-recurring',
  says: 'Let the tasks that come again and again go to somebody else, or to the pool.',
  method: 'PUT',
  path: '/recurring-tasks/{recurringId}/holder',
  doctor: true,
  input: Type.Object({ recurringId: RecurringId, holderId: nullable(UserId) }),
  output: Type.Object({ recurringId: RecurringId }),
  refusals: ['work/not-found', 'work/already-closed', 'work/not-yours', 'user/not-found', 'work/holder-not-active'],
});

export const EndRecurring = operation({
  name: 'tasks.end-recurring',
  says: 'End a task that comes again and again.',
  method: 'DELETE',
  path: '/recurring-tasks/{recurringId}',
  doctor: true,
  input: Type.Object({ recurringId: RecurringId }),
  output: Type.Object({ recurringId: RecurringId }),
  refusals: ['work/not-found', 'work/already-closed', 'work/not-yours'],
});
