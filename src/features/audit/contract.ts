import { type Static, Type } from 'typebox';
import { operation } from '#kernel/contract.ts';
import { Cursor, Instant, nullable, PatientId, Person, UserId } from '#kernel/schema.ts';

/** Entries on a page; and on one that is to leave as a file, where many pages would leave many entries. */
export const PAGE = 50;
export const EXPORT_PAGE = 500;

/** `users.add-user`, or `users.` for whatever is done to users. */
const Action = Type.String({ maxLength: 100, pattern: '^[a-z][a-z-]*\\.[a-z-]*$' });
/** A day of the clinic's calendar in a year that can be typed. */
const LogDay = Type.String({ format: 'date', pattern: '^[1-9]' });
const Outcome = Type.Enum(['done', 'refused']);
const Patient = Type.Object({ patientId: PatientId, name: Type.String() });

const Entry = Type.Object({
  entryId: Type.Integer(),
  at: Instant,
  /** Null where nobody was signed in: a failed sign-in. */
  actor: nullable(Person),
  /** Who was away, where the actor covered for them. */
  onBehalfOf: nullable(Person),
  action: Type.String(),
  outcome: Outcome,
  subjectUser: nullable(Person),
  patient: nullable(Patient),
  /** What the actor gave as reason; the code of the refusal where it was refused. */
  reason: nullable(Type.String()),
  /** Where the request came from: an address of the network. */
  origin: nullable(Type.String()),
  /** `before` and `after` where something changed, and whatever else tells what was done. */
  facts: Type.Record(Type.String(), Type.Unknown()),
  /** Some records are closed to the reader, and the entry may speak of them: its facts and its reason are left out. */
  withheld: Type.Boolean(),
});
export type Entry = Static<typeof Entry>;

/** Looking at the log is an act: it leaves an entry, which says what was looked for. */
export const ReadLog = operation({
  name: 'audit.read-log',
  says: 'Read the audit log, by time, actor, on whose behalf, user, patient, action and outcome.',
  method: 'POST',
  path: '/audit-log/readings',
  input: Type.Object({
    from: Type.Optional(LogDay),
    /** The last day, which is included. */
    to: Type.Optional(LogDay),
    actorId: Type.Optional(UserId),
    onBehalfOfId: Type.Optional(UserId),
    subjectUserId: Type.Optional(UserId),
    patientId: Type.Optional(PatientId),
    action: Type.Optional(Action),
    outcome: Type.Optional(Outcome),
    after: Type.Optional(Cursor),
    /** The entries leave as a file; the pages are ten times as long. */
    exporting: Type.Optional(Type.Boolean()),
  }),
  output: Type.Object({
    /** Newest first. */
    entries: Type.Array(Entry),
    next: nullable(Cursor),
    /** Names for the identifiers that stand in the facts, as far as the reader may know them. */
    names: Type.Record(Type.String(), Type.String()),
    /** Whom the filters speak of. */
    about: Type.Object({ actor: nullable(Person), subjectUser: nullable(Person), patient: nullable(Patient) }),
  }),
  refusals: ['user/not-found', 'patient/not-found', 'request/cursor-unknown'],
});
export type Log = Static<typeof ReadLog.output>;

export const ListActions = operation({
  name: 'audit.list-actions',
  says: 'What there is to look for in the audit log: open to whoever may read it.',
  method: 'GET',
  path: '/audit-log/actions',
  access: 'signed-in',
  input: Type.Object({}),
  output: Type.Object({
    /** `inLog`: there is an entry of it. */
    actions: Type.Array(Type.Object({ action: Type.String(), inLog: Type.Boolean() })),
  }),
  refusals: ['actor/not-permitted'],
});

export const ListPeople = operation({
  name: 'audit.list-people',
  says: 'Everyone the audit log may speak of, also who has left: open to whoever may read it.',
  method: 'GET',
  path: '/audit-log/people',
  access: 'signed-in',
  input: Type.Object({}),
  output: Type.Object({
    people: Type.Array(Type.Object({ ...Person.properties, userNumber: Type.Integer(), type: Type.String() })),
  }),
  refusals: ['actor/not-permitted'],
});
