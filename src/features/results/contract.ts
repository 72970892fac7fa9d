import { type Static, Type } from 'typebox';
import { type FileAnswer, operation } from '#kernel/contract.ts';
import { InOrder } from '../work/contract.ts';
import { Cursor, Instant, KnownDay, nullable, PatientId, Person, ResultId, UserId } from '#kernel/schema.ts';

export const folders = ['open', 'pool', 'all', 'acknowledged', 'patient'] as const;
export type Folder = (typeof folders)[number];
export const sections = ['laboratory', 'imaging', 'pathology'] as const;
export type Section = (typeof sections)[number];

const Patient = Type.Object({
  patientId: PatientId,
  demographicNumber: Type.Integer(),
  lastName: Type.String(),
  firstName: Type.String(),
  dateOfBirth: nullable(KnownDay),
});

const Result = {
  resultId: ResultId,
  patient: Patient,
  title: Type.String(),
  category: Type.String(),
  /** Which kind of report it is, as the category says. */
  section: Type.Enum([...sections]),
  /** As the laboratory says: `final`, `preliminary`, `corrected`. */
  status: Type.String(),
  issuedAt: Instant,
  abnormal: Type.Boolean(),
  /** The laboratory calls a value of it critical. */
  urgent: Type.Boolean(),
  /** Never changes. */
  orderer: nullable(Person),
  /** Who must acknowledge it; nobody while it waits in the pool. */
  holder: nullable(Person),
  /** Who held it before, or for whom it arrived. */
  cameFrom: nullable(Person),
  /** Whom it was for, who had left when it came. */
  arrivedFor: nullable(Person),
  acknowledgedAt: nullable(Instant),
};
const ResultSummary = Type.Object(Result);
export type ResultSummary = Static<typeof ResultSummary>;

export const ListResults = operation({
  name: 'results.list-results',
  says: 'See the results that wait for one, those in the pool, all that wait, those one has acknowledged, and a patient’s.',
  method: 'GET',
  path: '/results',
  doctor: true,
  input: Type.Object({
    /** `open` when left out: one’s own, urgent first, then abnormal, then the oldest, where no order is asked for. */
    folder: Type.Optional(Type.Enum([...folders])),
    section: Type.Optional(Type.Enum([...sections])),
    patientId: Type.Optional(PatientId),
    /** Days of issue; of acknowledgement in `acknowledged`. */
    ...InOrder,
    after: Type.Optional(Cursor),
  }),
  output: Type.Object({
    results: Type.Array(ResultSummary),
    next: nullable(Cursor),
    /** What waits. Results of patients closed to the reader are counted apart and not listed. */
    waiting: Type.Object({
      open: Type.Integer(),
      abnormal: Type.Integer(),
      withheld: Type.Integer(),
      pool: Type.Integer(),
      poolWithheld: Type.Integer(),
    }),
  }),
  refusals: ['patient/not-found', 'patient/closed', 'request/cursor-unknown'],
});

export const ExportResults = operation({
  name: 'results.export-results',
  says: 'Take the results that a list shows out as a file, without their values.',
  method: 'POST',
  path: '/results/file',
  files: ['text/csv'],
  patienceSeconds: 60,
  input: Type.Object({
    folder: Type.Optional(Type.Enum(['open', 'pool', 'all', 'acknowledged'])),
    section: Type.Optional(Type.Enum([...sections])),
    ...InOrder,
  }),
  output: Type.Unsafe<FileAnswer>(Type.Any()),
  refusals: [],
});

const Line = Type.Object({
  name: Type.String(),
  code: Type.String(),
  value: Type.String(),
  unit: Type.String(),
  referenceRange: Type.String(),
  abnormal: Type.Boolean(),
});
export type Line = Static<typeof Line>;

/** What a result said before the laboratory sent it anew. */
const Former = Type.Object({
  title: Type.String(),
  status: Type.String(),
  issuedAt: Instant,
  abnormal: Type.Boolean(),
  urgent: Type.Boolean(),
  conclusion: Type.String(),
  acknowledgedAt: nullable(Instant),
  acknowledgedBy: nullable(Person),
  replacedAt: Instant,
  lines: Type.Array(Line),
});
export type Former = Static<typeof Former>;

/** What happened to a result: who moved or acknowledged it, from whom and to whom it went. */
const Step = Type.Object({
  at: Instant,
  what: Type.Enum(['handed-over', 'returned', 'taken', 'given', 'acknowledged', 'corrected']),
  by: nullable(Person),
  from: nullable(Person),
  to: nullable(Person),
});
export type Step = Static<typeof Step>;

/** Looking at a result is an act: it leaves an entry. */
export const ReadResult = operation({
  name: 'results.read-result',
  says: 'Look at a result with its values.',
  method: 'POST',
  path: '/results/{resultId}/readings',
  doctor: true,
  input: Type.Object({ resultId: ResultId }),
  output: Type.Object({
    ...Result,
    /** Whom the laboratory names, where the orderer is nobody known here. */
    ordererNamed: Type.String(),
    acknowledgedBy: nullable(Person),
    conclusion: Type.String(),
    lines: Type.Array(Line),
    /** The latest first. */
    former: Type.Array(Former),
    history: Type.Array(Step),
    mayAcknowledge: Type.Boolean(),
    mayTake: Type.Boolean(),
  }),
  refusals: ['result/not-found'],
});
export type ResultRead = Static<typeof ReadResult.output>;

export const AcknowledgeResult = operation({
  name: 'results.acknowledge-result',
  says: 'Acknowledge a result that one holds, or that waits in the pool.',
  method: 'PUT',
  path: '/results/{resultId}/acknowledgement',
  doctor: true,
  input: Type.Object({ resultId: ResultId }),
  output: Type.Object({ resultId: ResultId, acknowledgedAt: Instant }),
  refusals: ['result/not-found', 'result/already-acknowledged', 'result/not-yours'],
});

export const TakeResult = operation({
  name: 'results.take-result',
  says: 'Take a result out of the pool, to acknowledge it.',
  method: 'PUT',
  path: '/results/{resultId}/holder',
  doctor: true,
  input: Type.Object({ resultId: ResultId }),
  output: Type.Object({ resultId: ResultId }),
  refusals: ['result/not-found', 'result/already-acknowledged', 'result/already-taken'],
});

export const GiveResult = operation({
  name: 'results.give-result',
  says: 'Let somebody else acknowledge a result, or lay it into the pool.',
  method: 'PUT',
  path: '/results/{resultId}/assignment',
  doctor: true,
  input: Type.Object({ resultId: ResultId, holderId: nullable(UserId) }),
  output: Type.Object({ resultId: ResultId }),
  refusals: [
    'result/not-found',
    'result/already-acknowledged',
    'result/not-yours',
    'user/not-found',
    'work/holder-not-active',
  ],
});

/** For whoever sees to it that nothing is left waiting: it need not be their own. */
export const PassResult = operation({
  name: 'results.pass-result',
  says: 'Let somebody else acknowledge a colleague’s result, or one that nobody holds.',
  method: 'PUT',
  path: '/results/{resultId}/passing',
  /** `fromId`: whose it was when it was looked at. */
  input: Type.Object({ resultId: ResultId, fromId: nullable(UserId), holderId: nullable(UserId) }),
  output: Type.Object({ resultId: ResultId }),
  refusals: [
    'result/not-found',
    'result/already-acknowledged',
    'work/already-taken',
    'user/not-found',
    'work/holder-not-active',
  ],
});
