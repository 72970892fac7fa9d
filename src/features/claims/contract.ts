import { type Static, Type } from 'typebox';
import { type FileAnswer, operation } from '#kernel/contract.ts';
import { ClaimId, Cursor, Day, Instant, nullable, PatientId, Person, Reason, UserId } from '#kernel/schema.ts';
import { InOrder } from '../work/contract.ts';

export const folders = ['open', 'pool', 'all'] as const;
export type Folder = (typeof folders)[number];
export const claimStatuses = ['unsubmitted', 'rejected', 'awaiting-payment', 'paid', 'cancelled'] as const;
export type ClaimStatus = (typeof claimStatuses)[number];

const Claim = Type.Object({
  claimId: ClaimId,
  patient: Type.Object({
    patientId: PatientId,
    demographicNumber: Type.Integer(),
    lastName: Type.String(),
    firstName: Type.String(),
  }),
  service: Type.String(),
  serviceOn: Day,
  /** In hundredths of the currency. */
  amountCents: Type.Integer(),
  /** Three letters: `CAD`. */
  currency: Type.String(),
  /** The first three are open. */
  status: Type.Enum([...claimStatuses]),
  madeAt: Instant,
  /** In whose name it is billed; never changes. */
  biller: nullable(Person),
  /** Who must follow it up; nobody while it waits in the pool. */
  holder: nullable(Person),
  /** Who held it before, or for whom it arrived. */
  cameFrom: nullable(Person),
  /** Whom it was for, who had left when it came. */
  arrivedFor: nullable(Person),
});
export type Claim = Static<typeof Claim>;

export const ListClaims = operation({
  name: 'claims.list-claims',
  says: 'See the claims that one must follow up, those in the pool, and all of the clinic’s.',
  method: 'GET',
  path: '/claims',
  doctor: true,
  input: Type.Object({
    /** `open` when left out: one’s own, the oldest first. */
    folder: Type.Optional(Type.Enum([...folders])),
    status: Type.Optional(Type.Enum([...claimStatuses])),
    patientId: Type.Optional(PatientId),
    /** By the day of service. */
    ...InOrder,
    after: Type.Optional(Cursor),
  }),
  output: Type.Object({
    claims: Type.Array(Claim),
    next: nullable(Cursor),
    /** What waits. Claims of patients closed to the reader are counted apart and not listed. */
    waiting: Type.Object({
      open: Type.Integer(),
      withheld: Type.Integer(),
      pool: Type.Integer(),
      poolWithheld: Type.Integer(),
    }),
  }),
  refusals: ['patient/not-found', 'patient/closed', 'request/cursor-unknown'],
});

export const ExportClaims = operation({
  name: 'claims.export-claims',
  says: 'Take the claims that a list shows out as a file.',
  method: 'POST',
  path: '/claims/file',
  files: ['text/csv'],
  patienceSeconds: 60,
  input: Type.Object({
    folder: Type.Optional(Type.Enum([...folders])),
    status: Type.Optional(Type.Enum([...claimStatuses])),
    ...InOrder,
  }),
  output: Type.Unsafe<FileAnswer>(Type.Any()),
  refusals: [],
});

/** What happened to a claim: who moved it or followed it up, from whom and to whom it went. */
const Step = Type.Object({
  at: Instant,
  what: Type.Enum(['handed-over', 'returned', 'taken', 'given', 'submitted', 'paid', 'rejected', 'withdrawn']),
  by: nullable(Person),
  from: nullable(Person),
  to: nullable(Person),
});
export type Step = Static<typeof Step>;

export const ReadClaim = operation({
  name: 'claims.read-claim',
  says: 'Look at a claim.',
  method: 'GET',
  path: '/claims/{claimId}',
  doctor: true,
  input: Type.Object({ claimId: ClaimId }),
  output: Type.Object({
    ...Claim.properties,
    submittedAt: nullable(Instant),
    settledAt: nullable(Instant),
    /** Why it was rejected or withdrawn last. */
    note: Type.String(),
    history: Type.Array(Step),
  }),
  refusals: ['claim/not-found'],
});
export type ClaimRead = Static<typeof ReadClaim.output>;

export const TakeClaim = operation({
  name: 'claims.take-claim',
  says: 'Take a claim out of the pool, to follow it up.',
  method: 'PUT',
  path: '/claims/{claimId}/holder',
  doctor: true,
  input: Type.Object({ claimId: ClaimId }),
  output: Type.Object({ claimId: ClaimId }),
  refusals: ['claim/not-found', 'claim/already-taken'],
});

const One = Type.Object({ claimId: ClaimId });
/** What following a claim up can be refused for. */
const following = ['claim/not-found', 'work/already-closed', 'work/not-yours', 'claim/other-state'] as const;

/** Custodian keeps that it went out; it goes to the payer by the clinic’s own means. */
export const SubmitClaim = operation({
  name: 'claims.submit-claim',
  says: 'Record that a claim was submitted, or submitted again after it was rejected.',
  method: 'PUT',
  path: '/claims/{claimId}/submission',
  doctor: true,
  input: One,
  output: One,
  refusals: [...following],
});

export const RecordPayment = operation({
  name: 'claims.record-payment',
  says: 'Record that a claim was paid.',
  method: 'PUT',
  path: '/claims/{claimId}/payment',
  doctor: true,
  input: One,
  output: One,
  refusals: [...following],
});

export const RecordRejection = operation({
  name: 'claims.record-rejection',
  says: 'Record that a claim was rejected, or paid and returned by the payer, and why.',
  method: 'PUT',
  path: '/claims/{claimId}/rejection',
  doctor: true,
  input: Type.Object({ claimId: ClaimId, reason: Reason }),
  output: One,
  refusals: [...following],
});

export const WithdrawClaim = operation({
  name: 'claims.withdraw-claim',
  says: 'Withdraw a claim: nobody expects it to be paid any more.',
  method: 'DELETE',
  path: '/claims/{claimId}',
  doctor: true,
  input: Type.Object({ claimId: ClaimId, reason: Reason }),
  output: One,
  refusals: ['claim/not-found', 'work/already-closed', 'work/not-yours'],
});

export const GiveClaim = operation({
  name: 'claims.give-claim',
  says: 'Let somebody else follow a claim up, or lay it into the pool.',
  method: 'PUT',
  path: '/claims/{claimId}/follow-up',
  doctor: true,
  input: Type.Object({ claimId: ClaimId, holderId: nullable(UserId) }),
  output: One,
  refusals: ['claim/not-found', 'work/already-closed', 'work/not-yours', 'user/not-found', 'work/holder-not-active'],
});

/** For whoever sees to it that nothing is left waiting: it need not be their own. `fromId`: whose it was when it was looked at. */
export const PassClaim = operation({
  name: 'claims.pass-claim',
  says: 'Let somebody else follow a colleague’s claim up, or one that nobody does.',
  method: 'PUT',
  path: '/claims/{claimId}/passing',
  input: Type.Object({ claimId: ClaimId, fromId: nullable(UserId), holderId: nullable(UserId) }),
  output: One,
  refusals: [
    'claim/not-found',
    'work/already-closed',
    'work/already-taken',
    'user/not-found',
    'work/holder-not-active',
  ],
});
