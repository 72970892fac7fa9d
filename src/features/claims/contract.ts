import { type Static, Type } from 'typebox';
import { operation } from '#kernel/contract.ts';
import { ClaimId, Cursor, Day, Instant, nullable, PatientId, Person } from '#kernel/schema.ts';

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
    patientId: Type.Optional(PatientId),
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

export const ReadClaim = operation({
  name: 'claims.read-claim',
  says: 'Look at a claim.',
  method: 'GET',
  path: '/claims/{claimId}',
  doctor: true,
  input: Type.Object({ claimId: ClaimId }),
  output: Claim,
  refusals: ['claim/not-found'],
});

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
