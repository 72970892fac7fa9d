import { type Static, Type } from 'typebox';
import { type FileAnswer, operation } from '#kernel/contract.ts';
import { AbsenceId, Cursor, Day, nullable, Person, UserId, Version } from '#kernel/schema.ts';
import { coveredKinds } from '../work/contract.ts';

export const reasons = ['holiday', 'parental-leave', 'illness', 'other'] as const;
/** Why somebody is away. */
export type AbsenceReason = (typeof reasons)[number];
export const states = ['now', 'to-come', 'over'] as const;
export type AbsenceState = (typeof states)[number];
export const shows = ['current', 'now', 'to-come', 'over', 'all'] as const;
export type Show = (typeof shows)[number];
/** What keeps a cover from working; nothing but a warning. */
export const doubts = ['coverer-locked', 'coverer-away', 'not-permitted', 'closed', 'covers-somebody'] as const;
export type Doubt = (typeof doubts)[number];

const Kind = Type.Enum([...coveredKinds]);
const Reason = Type.Enum([...reasons]);

/** Who works on one kind of the absent user's work, on behalf of them. */
const Covered = Type.Object({ kind: Kind, coverer: Person });

const Absence = Type.Object({
  absenceId: AbsenceId,
  user: Person,
  reason: Reason,
  from: Day,
  /** The last day, which is included. */
  until: Day,
  note: Type.String(),
  state: Type.Enum([...states]),
  /** On which day it was ended before its time. */
  endedOn: nullable(Day),
  covers: Type.Array(Covered),
  /** Those who cover, and cannot: locked, or away in those days too. */
  troubles: Type.Array(Type.Object({ doubt: Type.Enum(['coverer-locked', 'coverer-away']), coverer: Person })),
  version: Version,
});
export type Absence = Static<typeof Absence>;

const Filters = {
  /** `current`, which is now and to come, when left out. */
  show: Type.Optional(Type.Enum([...shows])),
  /** Who is away. */
  userId: Type.Optional(UserId),
  /** Who covers. */
  covererId: Type.Optional(UserId),
  reason: Type.Optional(Reason),
};

export const ListAbsences = operation({
  name: 'absences.list-absences',
  says: 'See who is away when and why, and who covers for them.',
  method: 'GET',
  path: '/absences',
  input: Type.Object({ ...Filters, after: Type.Optional(Cursor) }),
  output: Type.Object({ absences: Type.Array(Absence), next: nullable(Cursor) }),
  refusals: ['request/cursor-unknown'],
});

export const ExportAbsences = operation({
  name: 'absences.export-absences',
  says: 'Take the absences as a file.',
  method: 'GET',
  path: '/absences/file',
  files: ['text/csv'],
  input: Type.Object(Filters),
  output: Type.Unsafe<FileAnswer>(Type.Any()),
  refusals: [],
});

export const ReadAbsence = operation({
  name: 'absences.read-absence',
  says: 'See one absence as it is now.',
  method: 'GET',
  path: '/absences/{absenceId}',
  input: Type.Object({ absenceId: AbsenceId }),
  output: Absence,
  refusals: ['absence/not-found'],
});

/** For the page that everybody has of their own; what colleagues told the administrators of themselves is not in it. */
export const ListOwnAbsences = operation({
  name: 'absences.list-own-absences',
  says: 'See one’s own absences, and for whom one covers.',
  method: 'GET',
  path: '/own-absences',
  access: 'signed-in',
  input: Type.Object({}),
  output: Type.Object({
    /** The latest first, up to a hundred. */
    absences: Type.Array(Absence),
    covering: Type.Array(Type.Object({ user: Person, from: Day, until: Day, kinds: Type.Array(Kind) })),
  }),
  refusals: [],
});

const Fields = {
  reason: Reason,
  from: Day,
  until: Day,
  note: Type.String({ maxLength: 500, pattern: '^[^\\x00]*$' }),
  covers: Type.Array(Type.Object({ kind: Kind, covererId: UserId }), { maxItems: 100 }),
};

const Days = { from: Day, until: Day, covers: Fields.covers };
const Preview = Type.Object({
  /** What is booked with the user in those days: somebody has to move or cancel it. */
  appointments: Type.Integer(),
  /** What the user holds that can be covered. */
  work: Type.Array(Type.Object({ kind: Kind, items: Type.Integer() })),
  /** What should be looked at; `items` of that kind are about patients closed to who covers. */
  doubts: Type.Array(
    Type.Object({
      doubt: Type.Enum([...doubts]),
      person: Person,
      kind: nullable(Kind),
      items: Type.Integer(),
    }),
  ),
});
export type Preview = Static<typeof Preview>;

export const PreviewAbsence = operation({
  name: 'absences.preview-absence',
  says: 'See what waits for somebody who will be away, and what stands against a cover.',
  method: 'POST',
  path: '/users/{userId}/absence-preview',
  input: Type.Object({ userId: UserId, ...Days }),
  output: Preview,
  refusals: ['user/not-found'],
});

export const PreviewOwnAbsence = operation({
  name: 'absences.preview-own-absence',
  says: 'See what of one’s own waits while one is away, and what stands against a cover.',
  method: 'POST',
  path: '/own-absences/preview',
  access: 'signed-in',
  input: Type.Object(Days),
  output: Preview,
  refusals: [],
});

const Changed = Type.Object({ absenceId: AbsenceId, version: Version });
const wrong = [
  'absence/days-reversed',
  'absence/in-the-past',
  'absence/too-long',
  'absence/overlaps',
  'absence/covers-own',
  'absence/coverer-not-active',
  'absence/coverer-away',
  'absence/cover-in-a-circle',
] as const;

export const AddAbsence = operation({
  name: 'absences.add-absence',
  says: 'Record that a user will be away, and who covers which kinds of their open work.',
  method: 'POST',
  path: '/users/{userId}/absences',
  input: Type.Object({ userId: UserId, ...Fields }),
  output: Changed,
  refusals: ['user/not-found', 'absence/user-not-active', ...wrong],
});

export const UpdateAbsence = operation({
  name: 'absences.update-absence',
  says: 'Change an absence that is not over: its days, and who covers.',
  method: 'PUT',
  path: '/absences/{absenceId}',
  versioned: true,
  input: Type.Object({ absenceId: AbsenceId, ...Fields, version: Version }),
  output: Changed,
  refusals: ['absence/not-found', 'absence/over', ...wrong],
});

export const EndAbsence = operation({
  name: 'absences.end-absence',
  says: 'End an absence now: the user is back, or does not go.',
  method: 'PUT',
  path: '/absences/{absenceId}/end',
  versioned: true,
  input: Type.Object({ absenceId: AbsenceId, version: Version }),
  output: Changed,
  refusals: ['absence/not-found', 'absence/over'],
});

export const AddOwnAbsence = operation({
  name: 'absences.add-own-absence',
  says: 'Record that one will be away oneself, and who covers.',
  method: 'POST',
  path: '/own-absences',
  doctor: true,
  input: Type.Object(Fields),
  output: Changed,
  refusals: [...wrong],
});

export const UpdateOwnAbsence = operation({
  name: 'absences.update-own-absence',
  says: 'Change an absence of one’s own that is not over.',
  method: 'PUT',
  path: '/own-absences/{absenceId}',
  doctor: true,
  versioned: true,
  input: Type.Object({ absenceId: AbsenceId, ...Fields, version: Version }),
  output: Changed,
  refusals: ['absence/not-found', 'absence/over', ...wrong],
});

export const EndOwnAbsence = operation({
  name: 'absences.end-own-absence',
  says: 'End an absence of one’s own now.',
  method: 'PUT',
  path: '/own-absences/{absenceId}/end',
  doctor: true,
  versioned: true,
  input: Type.Object({ absenceId: AbsenceId, version: Version }),
  output: Changed,
  refusals: ['absence/not-found', 'absence/over'],
});
