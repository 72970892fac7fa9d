import { type Static, Type } from 'typebox';
import { operation } from '#kernel/contract.ts';
import {
  BlockId,
  Cursor,
  Day,
  Instant,
  Line,
  nullable,
  PatientId,
  Person,
  Reason,
  SetId,
  Version,
} from '#kernel/schema.ts';
import { PatientLine } from '../patients/contract.ts';

/** Most characters of a set's name. */
export const NAME_LENGTH = 100;
/** Why, until when and how far somebody is kept out. */
const Terms = {
  reason: Type.String({ maxLength: 500, pattern: '^[^\\x00]*$' }),
  /** The last day on which it holds; null: until it is lifted. */
  endsOn: nullable(Day),
  /** The day on which somebody wants to look at it again. */
  reviewOn: nullable(Day),
  /** The demographics stay readable; only the chart is closed. */
  masterFileOpen: Type.Boolean(),
  emergencyAllowed: Type.Boolean(),
  /** Asked for by the patient: a lock-box. */
  patientRequest: Type.Boolean(),
};
export const TermsOfBlock = Type.Object(Terms);
export type Terms = Static<typeof TermsOfBlock>;

export const Block = Type.Object({
  blockId: BlockId,
  setId: SetId,
  setName: Type.String(),
  user: Person,
  ...Terms,
  /** Who is told on the review day; null where there is none, or nobody is named: then all who may are. */
  reviewer: nullable(Person),
  /** It holds, and its review day has come. */
  reviewDue: Type.Boolean(),
  laidAt: Instant,
  laidBy: nullable(Person),
  /** When it ended or was lifted; null while it holds. */
  overAt: nullable(Instant),
  /** Null where it ended by itself. */
  liftedBy: nullable(Person),
  liftReason: Type.String(),
  /** How many patients are in the set. */
  members: Type.Integer(),
});
export type Block = Static<typeof Block>;

const Heading = {
  setId: SetId,
  name: Type.String(),
  /** The version of its members. */
  versionNumber: Type.Integer(),
  /** Since when it has this version. */
  since: Instant,
  /** Patients closed to the reader are counted too. */
  members: Type.Integer(),
  /** What the report asked for, in words; null where there was none, or it is not for the reader. */
  criteria: nullable(Type.String()),
  /** So many of those found were taken: a limit cut the report short, and it cannot be asked again. */
  cutTo: nullable(Type.Integer()),
  keptUpToDate: Type.Boolean(),
  madeBy: nullable(Person),
  /** It keeps the reader out of charts, so the reader changes nothing about it. */
  concernsYou: Type.Boolean(),
};

const SetLine = Type.Object({
  ...Heading,
  /** Who is kept out by it now. */
  blocked: Type.Array(Person),
  /** The review day of one of its blocks has come. */
  reviewDue: Type.Boolean(),
});
export type SetLine = Static<typeof SetLine>;

export const sortKeys = ['name', 'members', 'since', 'blocked'] as const;
export const blockings = ['blocking', 'idle', 'due'] as const;
const Filters = {
  /** How a word of its name begins. */
  keyword: Type.Optional(Type.String({ maxLength: 100, pattern: '^[^\\x00]*$' })),
  /** Only sets that keep somebody out now, those that do not, or those with a block to be looked at again. */
  only: Type.Optional(Type.Enum([...blockings])),
  sort: Type.Optional(Type.Enum([...sortKeys])),
  descending: Type.Optional(Type.Boolean()),
  after: Type.Optional(Cursor),
};

export const ListSets = operation({
  name: 'patient-sets.list-sets',
  says: 'See the patient sets, and who is blocked by each.',
  method: 'GET',
  path: '/patient-sets',
  input: Type.Object(Filters),
  output: Type.Object({
    sets: Type.Array(SetLine),
    total: Type.Integer(),
    /** Of all sets, how many have a block to be looked at again. */
    due: Type.Integer(),
    next: nullable(Cursor),
  }),
  refusals: ['request/cursor-unknown'],
});

/** That the list left the clinic is an entry. */
export const ExportSets = operation({
  name: 'patient-sets.export-sets',
  says: 'Take the list of patient sets out as a file.',
  method: 'POST',
  path: '/patient-sets/exports',
  input: Type.Object(Filters),
  output: Type.Object({ sets: Type.Array(SetLine), next: nullable(Cursor) }),
  refusals: ['request/cursor-unknown'],
});

const SetVersion = Type.Object({
  number: Type.Integer(),
  madeAt: Instant,
  madeBy: Person,
  reason: Type.String(),
  members: Type.Integer(),
  joined: Type.Integer(),
  departed: Type.Integer(),
});
export type SetVersion = Static<typeof SetVersion>;

export const ReadSet = operation({
  name: 'patient-sets.read-set',
  says: 'Look at a patient set, its versions and its blocks.',
  method: 'GET',
  path: '/patient-sets/{setId}',
  input: Type.Object({ setId: SetId }),
  output: Type.Object({
    ...Heading,
    /** In whose name it follows its criteria; once that user has left, an administrator’s. */
    keptBy: nullable(Person),
    /** The newest first, at most 200. */
    versions: Type.Array(SetVersion),
    /** Live ones first, then the last lifted; at most 200. */
    blocks: Type.Array(Block),
    version: Version,
  }),
  refusals: ['set/not-found'],
});
export type PatientSet = Static<typeof ReadSet.output>;

const Member = Type.Object({ ...PatientLine.properties, since: nullable(Instant), sinceVersion: Type.Integer() });
export type Member = Static<typeof Member>;

export const ListMembers = operation({
  name: 'patient-sets.list-members',
  says: 'See which patients are in a patient set.',
  method: 'GET',
  path: '/patient-sets/{setId}/members',
  input: Type.Object({ setId: SetId, after: Type.Optional(Cursor) }),
  output: Type.Object({ members: Type.Array(Member), next: nullable(Cursor) }),
  refusals: ['set/not-found', 'request/cursor-unknown'],
});

export const RenameSet = operation({
  name: 'patient-sets.rename-set',
  says: 'Give a patient set another name.',
  method: 'PUT',
  path: '/patient-sets/{setId}/name',
  versioned: true,
  input: Type.Object({ setId: SetId, name: Line, version: Version }),
  output: Type.Object({ setId: SetId, version: Version }),
  refusals: ['set/not-found', 'set/name-taken', 'set/name-missing', 'set/concerns-yourself'],
});

const Patients = Type.Array(PatientId, { uniqueItems: true, maxItems: 200 });

export const ChangeMembers = operation({
  name: 'patient-sets.change-members',
  says: 'Add single patients to a patient set, or take them out of it.',
  method: 'POST',
  path: '/patient-sets/{setId}/members',
  versioned: true,
  input: Type.Object({ setId: SetId, add: Patients, remove: Patients, reason: Reason, version: Version }),
  output: Type.Object({ setId: SetId, versionNumber: Type.Integer(), version: Version }),
  refusals: ['set/not-found', 'set/concerns-yourself', 'set/left-empty', 'set/nothing-changes', 'patient/not-found'],
});

export const DeleteSet = operation({
  name: 'patient-sets.delete-set',
  says: 'Delete a patient set that keeps nobody out.',
  method: 'DELETE',
  path: '/patient-sets/{setId}',
  versioned: true,
  input: Type.Object({ setId: SetId, version: Version }),
  output: Type.Object({ setId: SetId }),
  refusals: ['set/not-found', 'set/blocks-somebody', 'set/concerns-yourself'],
});
