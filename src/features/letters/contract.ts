import { type Static, Type } from 'typebox';
import { type FileAnswer, operation } from '#kernel/contract.ts';
import {
  Cursor,
  FilledLine,
  Instant,
  LetterId,
  Line,
  nullable,
  PatientId,
  Person,
  Prose,
  Reason,
  SiteId,
  UserId,
  Version,
} from '#kernel/schema.ts';
import { HolderStep, InOrder, Letterhead, PatientNamed, Waiting } from '../work/contract.ts';

export const folders = ['open', 'pool', 'all'] as const;
export type Folder = (typeof folders)[number];
/** The first three are open. */
export const letterStatuses = ['to-create', 'to-sign', 'to-send', 'sent', 'withdrawn'] as const;
export type LetterStatus = (typeof letterStatuses)[number];
export const waysToSend = ['fax', 'mail', 'hand'] as const;
export type WayToSend = (typeof waysToSend)[number];

const Summary = {
  letterId: LetterId,
  patient: PatientNamed,
  subject: Type.String(),
  recipient: Type.String(),
  organization: Type.String(),
  status: Type.Enum([...letterStatuses]),
  madeAt: Instant,
  /** Who wrote it or had it asked for; never changes. */
  author: Person,
  /** Who must do the next step; nobody while it waits in the pool. */
  holder: nullable(Person),
  /** Who held it before. */
  cameFrom: nullable(Person),
};
const LetterSummary = Type.Object(Summary);
export type LetterSummary = Static<typeof LetterSummary>;

export const ListLetters = operation({
  name: 'letters.list-letters',
  says: 'See the letters that one must write, sign or send, those in the pool, and all of the clinic’s.',
  method: 'GET',
  path: '/letters',
  doctor: true,
  input: Type.Object({
    /** `open` when left out: one’s own, the oldest first. */
    folder: Type.Optional(Type.Enum([...folders])),
    status: Type.Optional(Type.Enum([...letterStatuses])),
    patientId: Type.Optional(PatientId),
    ...InOrder,
    after: Type.Optional(Cursor),
  }),
  output: Type.Object({ letters: Type.Array(LetterSummary), next: nullable(Cursor), waiting: Waiting }),
  refusals: ['patient/not-found', 'request/cursor-unknown'],
});

export const ExportLetters = operation({
  name: 'letters.export-letters',
  says: 'Take the letters that a list shows out as a file.',
  method: 'POST',
  path: '/letters/file',
  files: ['text/csv'],
  patienceSeconds: 60,
  input: Type.Object({
    folder: Type.Optional(Type.Enum([...folders])),
    status: Type.Optional(Type.Enum([...letterStatuses])),
    ...InOrder,
  }),
  output: Type.Unsafe<FileAnswer>(Type.Any()),
  refusals: [],
});

/** Looking at a letter is an act: it leaves an entry. */
export const ReadLetter = operation({
  name: 'letters.read-letter',
  says: 'Read a letter about a patient.',
  method: 'POST',
  path: '/letters/{letterId}/readings',
  doctor: true,
  input: Type.Object({ letterId: LetterId }),
  output: Type.Object({
    ...Summary,
    siteId: SiteId,
    siteName: Type.String(),
    address: Type.String(),
    fax: Type.String(),
    body: Type.String(),
    /** Of who signed it, as it was then; before, of its author as it is now. */
    letterhead: Letterhead,
    signedAt: nullable(Instant),
    signedBy: nullable(Person),
    sentAt: nullable(Instant),
    sentBy: nullable(Person),
    sentHow: nullable(Type.Enum([...waysToSend])),
    sentTo: nullable(Type.String()),
    holders: Type.Array(HolderStep),
    version: Version,
  }),
  refusals: ['work/not-found'],
});
export type LetterRead = Static<typeof ReadLetter.output>;

/** For the form: the open sites that the writer is assigned to, and what the writer has no number for yet to refer. */
export const ReadLetterChoices = operation({
  name: 'letters.read-letter-choices',
  says: 'See at which sites one may write letters.',
  method: 'GET',
  path: '/letter-choices',
  doctor: true,
  input: Type.Object({}),
  output: Type.Object({
    sites: Type.Array(Type.Object({ siteId: SiteId, name: Type.String() })),
    lacks: Type.Array(Type.String()),
  }),
  refusals: [],
});
export type LetterChoices = Static<typeof ReadLetterChoices.output>;

const Fields = {
  siteId: SiteId,
  recipient: FilledLine,
  organization: Line,
  /** Lines of the street, one under the other. */
  address: Type.String({ maxLength: 400, pattern: '^[^\\x00]*$' }),
  fax: Line,
  subject: FilledLine,
  body: Prose,
  /** Written: it waits for the signature. */
  ready: Type.Boolean(),
};

const Changed = Type.Object({ letterId: LetterId, version: Version });

export const AddLetter = operation({
  name: 'letters.add-letter',
  says: 'Write a letter about a patient, or ask somebody for one.',
  method: 'POST',
  path: '/letters',
  doctor: true,
  input: Type.Object({
    patientId: PatientId,
    ...Fields,
    /** Who does the next step; null: it waits in the unassigned pool. */
    holderId: nullable(UserId),
  }),
  output: Changed,
  refusals: [
    'patient/not-found',
    'site/not-found',
    'site/not-yours',
    'user/not-found',
    'work/holder-not-active',
    'work/holder-not-at-site',
    'letter/empty',
  ],
});

export const UpdateLetter = operation({
  name: 'letters.update-letter',
  says: 'Go on with a letter that is not signed yet.',
  method: 'PUT',
  path: '/letters/{letterId}',
  doctor: true,
  versioned: true,
  input: Type.Object({ letterId: LetterId, ...Fields, version: Version }),
  output: Changed,
  refusals: [
    'work/not-found',
    'work/already-closed',
    'work/not-yours',
    'site/not-found',
    'site/not-yours',
    'letter/signed',
    'letter/empty',
  ],
});

export const SignLetter = operation({
  name: 'letters.sign-letter',
  says: 'Sign a letter that one holds, or that waits in the pool.',
  method: 'PUT',
  path: '/letters/{letterId}/signature',
  doctor: true,
  versioned: true,
  input: Type.Object({ letterId: LetterId, version: Version }),
  output: Changed,
  refusals: [
    'work/not-found',
    'work/already-closed',
    'work/not-yours',
    'site/not-found',
    'site/not-yours',
    'letter/signed',
    'letter/not-written',
    'letter/not-a-practitioner',
  ],
});

/** The clinic sends it by its own means; what is kept is that, how, and to where. */
export const SendLetter = operation({
  name: 'letters.send-letter',
  says: 'Record that a signed letter was sent, and how.',
  method: 'PUT',
  path: '/letters/{letterId}/sending',
  doctor: true,
  input: Type.Object({
    letterId: LetterId,
    how: Type.Enum([...waysToSend]),
    /** The fax number; left empty otherwise. */
    to: Line,
  }),
  output: Changed,
  refusals: [
    'work/not-found',
    'work/already-closed',
    'work/not-yours',
    'site/not-found',
    'site/not-yours',
    'letter/not-signed',
    'letter/fax-number-missing',
  ],
});

export const WithdrawLetter = operation({
  name: 'letters.withdraw-letter',
  says: 'Withdraw a letter that was not sent.',
  method: 'DELETE',
  path: '/letters/{letterId}',
  doctor: true,
  input: Type.Object({ letterId: LetterId, reason: Reason }),
  output: Changed,
  refusals: ['work/not-found', 'work/already-closed', 'work/not-yours'],
});

export const GiveLetter = operation({
  name: 'letters.give-letter',
  says: 'Give a letter to somebody else, or lay it in the pool.',
  method: 'PUT',
  path: '/letters/{letterId}/holder',
  doctor: true,
  input: Type.Object({ letterId: LetterId, holderId: nullable(UserId) }),
  output: Type.Object({ letterId: LetterId }),
  refusals: [
    'work/not-found',
    'work/already-closed',
    'work/not-yours',
    'user/not-found',
    'work/holder-not-active',
    'work/holder-not-at-site',
    'letter/not-a-practitioner',
  ],
});

/** For whoever sees to it that nothing is left waiting: it need not be their own. `fromId`: whose it was when it was looked at. */
export const PassLetter = operation({
  name: 'letters.pass-letter',
  says: 'Give a colleague’s letter to somebody else, or one that nobody holds.',
  method: 'PUT',
  path: '/letters/{letterId}/passing',
  input: Type.Object({ letterId: LetterId, fromId: nullable(UserId), holderId: nullable(UserId) }),
  output: Type.Object({ letterId: LetterId }),
  refusals: [
    'work/not-found',
    'work/already-closed',
    'work/already-taken',
    'user/not-found',
    'work/holder-not-active',
    'work/holder-not-at-site',
    'letter/not-a-practitioner',
  ],
});

export const TakeLetter = operation({
  name: 'letters.take-letter',
  says: 'Take a letter out of the pool.',
  method: 'POST',
  path: '/letters/{letterId}/holder',
  doctor: true,
  input: Type.Object({ letterId: LetterId }),
  output: Type.Object({ letterId: LetterId }),
  refusals: ['work/not-found', 'work/already-closed', 'work/already-taken', 'site/not-found', 'site/not-yours'],
});
