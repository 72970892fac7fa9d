import { type Static, Type } from 'typebox';
import { type FileAnswer, operation } from '#kernel/contract.ts';
import {
  AsOf,
  BlockId,
  Cursor,
  Day,
  Instant,
  KnownDay,
  nullable,
  PatientId,
  Person,
  RoleId,
  UserId,
} from '#kernel/schema.ts';

/** Lines on a page. */
export const PAGE = 50;

const Keyword = Type.String({ maxLength: 100, pattern: '^[^\\x00]*$' });
/** A table for spreadsheets, or a document to print; the former when left out. */
const format = Type.Optional(Type.Enum(['csv', 'pdf']));
const after = Type.Optional(Cursor);
/** Since when it is on record who could do what: nothing can be said of before. */
const recordedSince = Instant;

/** Whom a report speaks of. */
const Whose = Type.Object({
  patientId: PatientId,
  demographicNumber: Type.Integer(),
  lastName: Type.String(),
  firstName: Type.String(),
  dateOfBirth: nullable(KnownDay),
});
export type Whose = Static<typeof Whose>;

/** A block in its own terms. */
const Block = Type.Object({
  blockId: BlockId,
  set: Type.String(),
  laidAt: Instant,
  /** Null where it is not on record. */
  laidBy: nullable(Type.String()),
  reason: Type.String(),
  endsAt: nullable(Instant),
  reviewOn: nullable(Day),
  masterFileOpen: Type.Boolean(),
  emergencyAllowed: Type.Boolean(),
  /** Asked for by the patient: a lock-box. */
  patientRequest: Type.Boolean(),
});
export type Block = Static<typeof Block>;

const ClosedPatient = Type.Object({
  ...Whose.properties,
  /** By which blocks, and since when each has kept the user out. */
  closedBy: Type.Array(Type.Object({ blockId: BlockId, since: Instant })),
});
export type ClosedPatient = Static<typeof ClosedPatient>;

/** Looking at what is closed to somebody is an act: it leaves an entry. */
export const ReadReach = operation({
  name: 'reach.read-reach',
  says: 'See which patients are closed to a user, and by which block, now or at any past moment.',
  method: 'POST',
  path: '/users/{userId}/reach-readings',
  input: Type.Object({
    userId: UserId,
    ...AsOf,
    /** Part of the name, or the demographic number. */
    keyword: Type.Optional(Keyword),
    /** Closed by this block only. */
    blockId: Type.Optional(BlockId),
    after,
  }),
  output: Type.Object({
    name: Type.String(),
    type: Type.String(),
    /** What the user was at that moment. */
    status: Type.Enum(['active', 'locked', 'inactive']),
    /** Through which roles the user could open charts at all. */
    through: Type.Array(Type.String()),
    /** How many patients are closed, under whatever filters. */
    closed: Type.Integer(),
    /** What closes them. Nothing is said of patients who are closed to the reader, nor of blocks that hold nobody else. */
    blocks: Type.Array(Type.Object({ ...Block.properties, patients: Type.Integer() })),
    /** By name. */
    patients: Type.Array(ClosedPatient),
    next: nullable(Cursor),
    recordedSince,
  }),
  refusals: ['user/not-found', 'role/not-on-record', 'role/moment-to-come', 'request/cursor-unknown'],
});
export type Reach = Static<typeof ReadReach.output>;

/** However many they are: lines go out as they are read. */
export const ExportReach = operation({
  name: 'reach.export-reach',
  says: 'Take the patients who are closed to a user as a file, a line for each block, by the filters of the page.',
  method: 'POST',
  path: '/users/{userId}/reach-files',
  files: ['text/csv'],
  patienceSeconds: 60,
  input: Type.Object({
    userId: UserId,
    ...AsOf,
    keyword: Type.Optional(Keyword),
    blockId: Type.Optional(BlockId),
  }),
  output: Type.Unsafe<FileAnswer>(Type.Any()),
  refusals: ['user/not-found', 'role/not-on-record', 'role/moment-to-come'],
});

/** Whether somebody whose role opens charts could open this one, and what stood in the way. */
export const standings = ['could', 'locked', 'no-credentials', 'blocked'] as const;
export type Standing = (typeof standings)[number];

const Opener = Type.Object({
  ...Person.properties,
  type: Type.String(),
  through: Type.Array(Type.Object({ roleId: RoleId, name: Type.String() })),
  standing: Type.Enum([...standings]),
  blocks: Type.Array(Block),
});
export type Opener = Static<typeof Opener>;

export const ListOpeners = operation({
  name: 'reach.list-openers',
  says: 'See who can open a patient’s chart, and whom a block keeps out, now or at any past moment.',
  method: 'POST',
  path: '/patients/{patientId}/opener-readings',
  input: Type.Object({
    patientId: PatientId,
    ...AsOf,
    keyword: Type.Optional(Keyword),
    /** Only those who could, or only those who were kept out. */
    could: Type.Optional(Type.Boolean()),
    after,
  }),
  output: Type.Object({
    patient: Whose,
    /** How many could open it, and how many more had a role that opens charts and were kept out; under whatever filters. */
    could: Type.Integer(),
    keptOut: Type.Integer(),
    openers: Type.Array(Opener),
    next: nullable(Cursor),
    recordedSince,
  }),
  refusals: ['patient/not-found', 'role/not-on-record', 'role/moment-to-come', 'request/cursor-unknown'],
});
export type Openers = Static<typeof ListOpeners.output>;

export const ExportOpeners = operation({
  name: 'reach.export-openers',
  says: 'Take who can open a patient’s chart, and whom a block keeps out, as a file or on paper, by the filters of the page.',
  method: 'POST',
  path: '/patients/{patientId}/opener-files',
  files: ['text/csv', 'application/pdf'],
  patienceSeconds: 60,
  input: Type.Object({
    patientId: PatientId,
    ...AsOf,
    keyword: Type.Optional(Keyword),
    could: Type.Optional(Type.Boolean()),
    format,
  }),
  output: Type.Unsafe<FileAnswer>(Type.Any()),
  refusals: ['patient/not-found', 'role/not-on-record', 'role/moment-to-come'],
});

const Use = Type.Object({
  entryId: Type.Integer(),
  at: Instant,
  /** Null where nobody was signed in. */
  who: nullable(Person),
  /** The absent colleague for whom they did it. */
  onBehalfOf: nullable(Person),
  /** The roles that they had at that moment. */
  roles: Type.Array(Type.String()),
  action: Type.String(),
  outcome: Type.Enum(['done', 'refused']),
  reason: nullable(Type.String()),
  /** Where the request came from: an address of the network. */
  origin: nullable(Type.String()),
});
export type Use = Static<typeof Use>;

/** Which uses of whose record. */
const WhichUses = {
  patientId: PatientId,
  from: Type.Optional(Day),
  /** The last day, which is included. */
  to: Type.Optional(Day),
  actorId: Type.Optional(UserId),
  outcome: Type.Optional(Type.Enum(['done', 'refused'])),
};

/** The electronic audit log of one patient. @see docs/sources.md#phipa-10-1 */
export const ListUses = operation({
  name: 'reach.list-uses',
  says: 'See who viewed, changed or otherwise dealt with a patient’s record, what, when and from where.',
  method: 'POST',
  path: '/patients/{patientId}/use-readings',
  input: Type.Object({ ...WhichUses, after }),
  output: Type.Object({
    patient: Type.Object({ ...Whose.properties, healthNumber: Type.String(), healthProvince: Type.String() }),
    /** Everybody who did something with the record, whatever the filters. */
    people: Type.Array(Person),
    /** Newest first. */
    uses: Type.Array(Use),
    next: nullable(Cursor),
  }),
  refusals: ['patient/not-found', 'request/cursor-unknown'],
});
export type Uses = Static<typeof ListUses.output>;

/** However long the record has been kept: lines go out as they are read. @see docs/sources.md#phipa-10-1 */
export const ExportUses = operation({
  name: 'reach.export-uses',
  says: 'Take who dealt with a patient’s record as a file or on paper, by the filters of the page.',
  method: 'POST',
  path: '/patients/{patientId}/use-files',
  files: ['text/csv', 'application/pdf'],
  patienceSeconds: 60,
  input: Type.Object({ ...WhichUses, format }),
  output: Type.Unsafe<FileAnswer>(Type.Any()),
  refusals: ['patient/not-found'],
});
