import { type Static, Type } from 'typebox';
import { operation } from '#kernel/contract.ts';
import { BlockId, Instant, nullable, PatientId, Person, Reason, SetId, UserId, Version } from '#kernel/schema.ts';
import { Block, TermsOfBlock } from './contract.ts';

const Choice = Type.Object({
  setId: SetId,
  name: Type.String(),
  versionNumber: Type.Integer(),
  since: Instant,
  members: Type.Integer(),
});
export type Choice = Static<typeof Choice>;

const BlackListed = Type.Object({
  ...Choice.properties,
  ...TermsOfBlock.properties,
  /** Who is told on the review day. */
  reviewer: nullable(Person),
  /** The set keeps the reader out too: the reason is not told, and stays when none is given. */
  reasonWithheld: Type.Boolean(),
});
export type BlackListed = Static<typeof BlackListed>;

export const ReadSetAccess = operation({
  name: 'patient-sets.read-set-access',
  says: 'See which patient sets are closed to a user, and which could be.',
  method: 'GET',
  path: '/users/{userId}/set-access',
  input: Type.Object({ userId: UserId }),
  output: Type.Object({
    userId: UserId,
    name: Type.String(),
    blackListed: Type.Array(BlackListed),
    /** The other sets. */
    sets: Type.Array(Choice),
    /** Counts up with each block that is laid on this user or lifted. */
    version: Version,
  }),
  refusals: ['user/not-found', 'block/user-inactive'],
});
export type SetAccess = Static<typeof ReadSetAccess.output>;

/** Most sets that can be closed to one user. */
const MOST_SETS = 200;

export const PreviewSetAccess = operation({
  name: 'patient-sets.preview-set-access',
  says: 'See what closing these patient sets to a user, and no others, would come to.',
  method: 'GET',
  path: '/users/{userId}/set-access/preview',
  input: Type.Object({ userId: UserId, setIds: Type.Array(SetId, { uniqueItems: true, maxItems: MOST_SETS }) }),
  output: Type.Object({
    name: Type.String(),
    /** Patients whose charts are open to the user now, and would not be. */
    closes: Type.Integer(),
    /** Patients who are closed to the user now, and would not be. */
    opens: Type.Integer(),
    /** Patients of these sets with an appointment to come with this user. */
    appointments: Type.Integer(),
    /** Open work about patients of these sets that this user holds, by kind. */
    work: Type.Array(Type.Object({ kind: Type.String(), items: Type.Integer() })),
    /** The sets as they are now, without those deleted meanwhile. */
    sets: Type.Array(Choice),
  }),
  refusals: ['user/not-found', 'block/user-inactive'],
});
export type AccessPreview = Static<typeof PreviewSetAccess.output>;

/** What Done says: these sets are closed to the user on these terms, and no others. */
export const LayBlock = operation({
  name: 'patient-sets.lay-block',
  says: 'Close patient sets to a user, and open them again.',
  method: 'PUT',
  path: '/users/{userId}/set-access',
  sensitive: true,
  versioned: true,
  patienceSeconds: 120,
  input: Type.Object({
    userId: UserId,
    blackListed: Type.Array(
      Type.Object({
        setId: SetId,
        versionNumber: Type.Integer({ minimum: 1, maximum: 2_000_000_000 }),
        ...TermsOfBlock.properties,
      }),
      {
        maxItems: MOST_SETS,
      },
    ),
    /** Why what is opened is opened. */
    liftReason: Type.Optional(TermsOfBlock.properties.reason),
    version: Version,
  }),
  output: Type.Object({ userId: UserId, laid: Type.Integer(), lifted: Type.Integer(), version: Version }),
  refusals: [
    'user/not-found',
    'set/not-found',
    'set/changed',
    'block/already-laid',
    'block/concerns-yourself',
    'block/user-inactive',
    'block/last-administrator',
    'block/reason-missing',
    'block/ends-in-the-past',
    'block/review-in-the-past',
    'block/review-after-end',
  ],
});

export const LiftBlock = operation({
  name: 'patient-sets.lift-block',
  says: 'Lift one block, so that a user may open the charts of its set again.',
  method: 'POST',
  path: '/blocks/{blockId}/lifting',
  sensitive: true,
  input: Type.Object({ blockId: BlockId, reason: Reason }),
  output: Type.Object({ blockId: BlockId }),
  refusals: ['block/not-found', 'block/already-lifted', 'block/concerns-yourself'],
});

export const ListPatientBlocks = operation({
  name: 'patient-sets.list-patient-blocks',
  says: 'See who is kept out of a patient’s chart, since when, until when and why.',
  method: 'GET',
  path: '/patients/{patientId}/blocks',
  input: Type.Object({ patientId: PatientId }),
  output: Type.Object({ blocks: Type.Array(Block) }),
  refusals: ['patient/not-found'],
});
