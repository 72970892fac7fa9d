import { type Static, Type } from 'typebox';
import { type FileAnswer, operation } from '#kernel/contract.ts';
import { Cursor, Day, EmergencyAccessId, Instant, nullable, PatientId, Person, UserId } from '#kernel/schema.ts';

export const reasonKinds = ['patient-safety', 'urgent-result', 'on-call', 'patient-asks', 'other'] as const;
/** Why a closed record cannot wait. */
export type ReasonKind = (typeof reasonKinds)[number];
const ReasonKind = Type.Enum([...reasonKinds]);

/** What may be said of a record that is closed to the caller: the name, whom to ask, whether it can be opened. */
export const ReadClosedRecord = operation({
  name: 'emergency-access.read-closed-record',
  says: 'What may be said of a record that is closed to one, and whom to ask.',
  method: 'GET',
  path: '/patients/{patientId}/closure',
  access: 'signed-in',
  input: Type.Object({ patientId: PatientId }),
  output: Type.Object({
    patientId: PatientId,
    lastName: Type.String(),
    firstName: Type.String(),
    /** Only the chart is closed. */
    masterFileOpen: Type.Boolean(),
    /** Whether the caller may open it in an emergency, and for how long at most. */
    mayOpen: Type.Boolean(),
    hours: Type.Integer(),
    /** Who answers for closed records. */
    officers: Type.Array(Person),
    /** Who closed it to the caller, as far as they are here. */
    closedBy: Type.Array(Person),
    /** The patient’s MRP, where the clinic lets them be named. */
    mrp: nullable(Person),
    clinicPhone: Type.String(),
  }),
  refusals: ['patient/not-found'],
});
export type ClosedRecord = Static<typeof ReadClosedRecord.output>;

export const BeginAccess = operation({
  name: 'emergency-access.begin-access',
  says: 'Open a record that is closed to one, in an emergency and for a limited time.',
  method: 'POST',
  path: '/patients/{patientId}/emergency-accesses',
  doctor: true,
  sensitive: true,
  input: Type.Object({
    patientId: PatientId,
    kind: ReasonKind,
    /** In words; the privacy officer reads it. */
    reason: Type.String({ maxLength: 500, pattern: '^[^\\x00]*$' }),
    /** Left out: as long as the clinic allows. */
    hours: Type.Optional(Type.Integer({ minimum: 1, maximum: 72 })),
  }),
  output: Type.Object({ accessId: EmergencyAccessId, endsAt: Instant }),
  refusals: [
    'patient/not-found',
    'emergency/reason-missing',
    'emergency/not-blocked',
    'emergency/not-allowed',
    'emergency/already-open',
    'emergency/too-long',
  ],
});

export const EndAccess = operation({
  name: 'emergency-access.end-access',
  says: 'End an emergency access before its time: one’s own, or anybody’s for whoever judges them.',
  method: 'DELETE',
  path: '/emergency-accesses/{accessId}',
  access: 'signed-in',
  input: Type.Object({ accessId: EmergencyAccessId }),
  output: Type.Object({}),
  refusals: ['emergency/not-found'],
});

export const shows = ['to-judge', 'running', 'justified', 'not-justified', 'all'] as const;
export type Show = (typeof shows)[number];

const Filters = {
  show: Type.Optional(Type.Enum([...shows])),
  userId: Type.Optional(UserId),
  /** Days on which they began; the last is included. */
  from: Type.Optional(Day),
  to: Type.Optional(Day),
};

const Use = Type.Object({
  accessId: EmergencyAccessId,
  user: Person,
  patient: Type.Object({ patientId: PatientId, name: Type.String(), demographicNumber: Type.Integer() }),
  kind: ReasonKind,
  reason: Type.String(),
  beganAt: Instant,
  endsAt: Instant,
  /** Where it was ended before its time. */
  endedAt: nullable(Instant),
  running: Type.Boolean(),
  /** Entries about this patient that the user left meanwhile. */
  acts: Type.Integer(),
  judgement: nullable(Type.Object({ justified: Type.Boolean(), note: Type.String(), by: Person, at: Instant })),
  /** Nobody judges oneself. */
  mayJudge: Type.Boolean(),
});
export type Use = Static<typeof Use>;

export const ListAccesses = operation({
  name: 'emergency-access.list-accesses',
  says: 'See every use of emergency access, and which still have to be judged.',
  method: 'GET',
  path: '/emergency-accesses',
  input: Type.Object({ ...Filters, after: Type.Optional(Cursor) }),
  output: Type.Object({
    uses: Type.Array(Use),
    next: nullable(Cursor),
    /** How many wait for a judgement, whatever the filters. */
    waiting: Type.Integer(),
    /** Who has ever used it, for the filter. */
    users: Type.Array(Person),
  }),
  refusals: ['request/cursor-unknown'],
});

export const ExportAccesses = operation({
  name: 'emergency-access.export-accesses',
  says: 'Take the uses of emergency access as a file.',
  method: 'GET',
  path: '/emergency-accesses/file',
  files: ['text/csv'],
  input: Type.Object(Filters),
  output: Type.Unsafe<FileAnswer>(Type.Any()),
  refusals: [],
});

export const JudgeAccess = operation({
  name: 'emergency-access.judge-access',
  says: 'Judge a use of emergency access justified or not, with a note. It is final.',
  method: 'PUT',
  path: '/emergency-accesses/{accessId}/judgement',
  input: Type.Object({
    accessId: EmergencyAccessId,
    justified: Type.Boolean(),
    note: Type.String({ maxLength: 500, pattern: '^[^\\x00]*$' }),
  }),
  output: Type.Object({ accessId: EmergencyAccessId }),
  refusals: ['emergency/not-found', 'emergency/own', 'emergency/judged-already', 'emergency/note-missing'],
});

export const withheldKinds = [
  'message',
  'task',
  'result',
  'claim',
  'chart-note',
  'letter',
  'prescription',
  'secure-message',
  'recurring-questionnaire',
  'sent-questionnaire',
  'recurring-task',
  'mrp-patient',
  'past-appointment',
] as const;
/** The kinds of open work of which withheld items can be passed on unseen. */
export type WithheldKind = (typeof withheldKinds)[number];
const WithheldKind = Type.Enum([...withheldKinds]);

export const ListTakers = operation({
  name: 'emergency-access.list-takers',
  says: 'See to whom one’s own withheld work of a kind can be passed on.',
  method: 'GET',
  path: '/withheld-work/{kind}/takers',
  doctor: true,
  input: Type.Object({ kind: WithheldKind }),
  output: Type.Object({ takers: Type.Array(Person) }),
  refusals: [],
});

export const PassWithheld = operation({
  name: 'emergency-access.pass-withheld',
  says: 'Pass one’s own withheld work of a kind on to a colleague, unseen.',
  method: 'POST',
  path: '/withheld-work/{kind}/passings',
  doctor: true,
  input: Type.Object({ kind: WithheldKind, userId: UserId }),
  output: Type.Object({
    passed: Type.Integer(),
    /** What is closed to that colleague too. */
    kept: Type.Integer(),
  }),
  refusals: ['user/is-yourself', 'withheld/nothing', 'withheld/not-a-taker'],
});
