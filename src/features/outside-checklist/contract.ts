import { type Static, Type } from 'typebox';
import { operation } from '#kernel/contract.ts';
import { Day, FileId, Instant, nullable, Person, UserId } from '#kernel/schema.ts';

export const LineKey = Type.String({ pattern: '^[a-z0-9-]{1,60}$' });
const State = Type.Enum(['done', 'not-needed']);
const Note = Type.String({ maxLength: 500, pattern: '^[^\\x00]*$' });

export const ChecklistLine = Type.Object({
  line: Type.String(),
  says: Type.String(),
  help: Type.String(),
  /** Days from the day of leaving; negative where it comes before. */
  days: Type.Integer(),
  /** Null as long as nobody knows when the user leaves. */
  dueOn: nullable(Day),
  overdue: Type.Boolean(),
  mark: nullable(
    Type.Object({
      state: State,
      note: Type.String(),
      at: Instant,
      by: Person,
      /** What shows it. */
      files: Type.Array(Type.Object({ fileId: FileId, name: Type.String(), bytes: Type.Integer() })),
    }),
  ),
});
export type ChecklistLine = Static<typeof ChecklistLine>;

export const ReadChecklist = operation({
  name: 'outside-checklist.read-checklist',
  says: 'See what must be done outside of the clinic’s system when a user leaves.',
  method: 'GET',
  path: '/users/{userId}/outside-checklist',
  input: Type.Object({ userId: UserId }),
  output: Type.Object({
    userId: UserId,
    name: Type.String(),
    status: Type.String(),
    leftOn: nullable(Day),
    /** Of whoever has not left: the last day that is set. */
    leavesOn: nullable(Day),
    lines: Type.Array(ChecklistLine),
  }),
  refusals: ['user/not-found'],
});

export const MarkLine = operation({
  name: 'outside-checklist.mark-line',
  says: 'Say that a line of a user’s outside checklist is done, or not needed.',
  method: 'PUT',
  path: '/users/{userId}/outside-checklist/{line}/mark',
  input: Type.Object({ userId: UserId, line: LineKey, state: State, note: Note }),
  output: Type.Object({ userId: UserId, line: Type.String() }),
  refusals: ['user/not-found', 'checklist/line-not-found', 'checklist/already-marked', 'checklist/note-missing'],
});

export const TakeBackMark = operation({
  name: 'outside-checklist.take-back-mark',
  says: 'Take back what was said of a line of a user’s outside checklist.',
  method: 'DELETE',
  path: '/users/{userId}/outside-checklist/{line}/mark',
  input: Type.Object({ userId: UserId, line: LineKey }),
  output: Type.Object({ userId: UserId, line: Type.String() }),
  refusals: ['user/not-found', 'checklist/line-not-found', 'checklist/not-marked'],
});

export const ListOverdue = operation({
  name: 'outside-checklist.list-overdue',
  says: 'See whose outside checklist has lines that are overdue: of whoever has left, or has a last day.',
  method: 'GET',
  path: '/outside-checklist/overdue',
  input: Type.Object({}),
  output: Type.Object({
    overdue: Type.Array(Type.Object({ userId: UserId, name: Type.String(), lines: Type.Integer(), since: Day })),
  }),
  refusals: [],
});
