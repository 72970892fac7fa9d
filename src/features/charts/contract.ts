import { type Static, Type } from 'typebox';
import { sexes } from '#features/patients/contract.ts';
import { type FileAnswer, operation } from '#kernel/contract.ts';
import {
  Cursor,
  FilledLine,
  Instant,
  KnownDay,
  NoteId,
  nullable,
  PatientId,
  Person,
  Prose,
  UserId,
  Version,
} from '#kernel/schema.ts';
import { InOrder, Waiting } from '../work/contract.ts';

const ChartNote = Type.Object({
  noteId: NoteId,
  title: Type.String(),
  body: Type.String(),
  author: nullable(Person),
  /** Who must still sign it. */
  holder: nullable(Person),
  /** Who held it before it was handed over. */
  cameFrom: nullable(Person),
  writtenAt: Instant,
  signedAt: nullable(Instant),
  signedBy: nullable(Person),
  version: Version,
  mayEdit: Type.Boolean(),
  maySign: Type.Boolean(),
});
export type ChartNote = Static<typeof ChartNote>;

/** Opening a chart is an act: it leaves an entry. */
export const OpenChart = operation({
  name: 'charts.open-chart',
  says: 'Open a patient’s chart and read the notes in it.',
  method: 'POST',
  path: '/patients/{patientId}/chart-readings',
  doctor: true,
  input: Type.Object({
    patientId: PatientId,
    /** Where the signed notes read before ended. */
    after: Type.Optional(Cursor),
  }),
  output: Type.Object({
    patient: Type.Object({
      patientId: PatientId,
      demographicNumber: Type.Integer(),
      lastName: Type.String(),
      firstName: Type.String(),
      dateOfBirth: nullable(KnownDay),
      sex: Type.Enum([...sexes]),
      deceasedOn: nullable(KnownDay),
      deceased: Type.Boolean(),
      mrp: nullable(Person),
    }),
    /** Unsigned notes, newest first; only with the first page. */
    drafts: Type.Array(ChartNote),
    /** Signed notes, newest first, a page at a time. */
    notes: Type.Array(ChartNote),
    next: nullable(Cursor),
  }),
  refusals: ['patient/not-found', 'patient/closed', 'request/cursor-unknown'],
});
export type Chart = Static<typeof OpenChart.output>;

/** Asked beside the chart, which is there sooner without it. */
export const CountOpenElsewhere = operation({
  name: 'charts.count-open-elsewhere',
  says: 'See how many results and claims of a patient still wait, whoever holds them.',
  method: 'GET',
  path: '/patients/{patientId}/open-elsewhere',
  doctor: true,
  input: Type.Object({ patientId: PatientId }),
  output: Type.Object({ results: Type.Integer(), claims: Type.Integer() }),
  refusals: ['patient/not-found', 'patient/closed'],
});
export type OpenElsewhere = Static<typeof CountOpenElsewhere.output>;

const Words = { title: FilledLine, body: Prose };

export const WriteNote = operation({
  name: 'charts.write-note',
  says: 'Write a note into a chart, as a draft to be signed.',
  method: 'POST',
  path: '/patients/{patientId}/notes',
  doctor: true,
  input: Type.Object({ patientId: PatientId, ...Words }),
  output: Type.Object({ noteId: NoteId, version: Version }),
  refusals: ['patient/not-found', 'patient/closed'],
});

export const UpdateNote = operation({
  name: 'charts.update-note',
  says: 'Change a draft that is one’s own to sign.',
  method: 'PUT',
  path: '/notes/{noteId}',
  doctor: true,
  versioned: true,
  input: Type.Object({ noteId: NoteId, ...Words, version: Version }),
  output: Type.Object({ noteId: NoteId, version: Version }),
  refusals: ['chart/note-not-found', 'chart/note-signed', 'chart/note-not-yours'],
});

/** Versioned: what is signed is what the signer has read. */
export const SignNote = operation({
  name: 'charts.sign-note',
  says: 'Sign a draft that is one’s own to sign; it is final then.',
  method: 'PUT',
  path: '/notes/{noteId}/signature',
  doctor: true,
  versioned: true,
  input: Type.Object({ noteId: NoteId, version: Version }),
  output: Type.Object({ noteId: NoteId, signedAt: Instant, version: Version }),
  refusals: ['chart/note-not-found', 'chart/note-signed', 'chart/note-not-yours'],
});

export const draftFolders = ['open', 'all'] as const;
export type DraftFolder = (typeof draftFolders)[number];
const DraftFilters = {
  /** `open` when left out: one’s own and of whoever one covers for; `all` is everybody’s. */
  folder: Type.Optional(Type.Enum([...draftFolders])),
  ...InOrder,
};

export const ListDraftNotes = operation({
  name: 'charts.list-draft-notes',
  says: 'See the drafts that one must still sign, or everybody’s.',
  method: 'GET',
  path: '/draft-notes',
  doctor: true,
  input: Type.Object({ ...DraftFilters, after: Type.Optional(Cursor) }),
  output: Type.Object({
    notes: Type.Array(
      Type.Object({
        noteId: NoteId,
        title: Type.String(),
        author: nullable(Person),
        /** Who must sign it; nobody while it waits in the pool. */
        holder: nullable(Person),
        cameFrom: nullable(Person),
        /** From hand to hand, oldest first. */
        hands: Type.Array(Type.Object({ at: Instant, from: nullable(Type.String()), to: nullable(Type.String()) })),
        writtenAt: Instant,
        version: Version,
        patient: Type.Object({
          patientId: PatientId,
          demographicNumber: Type.Integer(),
          lastName: Type.String(),
          firstName: Type.String(),
        }),
      }),
    ),
    next: nullable(Cursor),
    waiting: Waiting,
  }),
  refusals: ['request/cursor-unknown'],
});
export type DraftNote = Static<typeof ListDraftNotes.output>['notes'][number];

export const GiveNote = operation({
  name: 'charts.give-note',
  says: 'Let somebody else finish and sign a draft that is one’s own to sign, or of whoever one covers for.',
  method: 'PUT',
  path: '/notes/{noteId}/holder',
  doctor: true,
  versioned: true,
  input: Type.Object({ noteId: NoteId, holderId: UserId, version: Version }),
  output: Type.Object({ noteId: NoteId, version: Version }),
  refusals: [
    'chart/note-not-found',
    'chart/note-signed',
    'chart/note-not-yours',
    'user/not-found',
    'work/holder-not-active',
    'chart/note-not-theirs',
  ],
});

export const ExportDraftNotes = operation({
  name: 'charts.export-draft-notes',
  says: 'Take the unsigned drafts that a list shows out as a file, without their text.',
  method: 'POST',
  path: '/draft-notes/file',
  files: ['text/csv'],
  patienceSeconds: 60,
  input: Type.Object(DraftFilters),
  output: Type.Unsafe<FileAnswer>(Type.Any()),
  refusals: [],
});

/** For whoever sees to it that nothing is left unsigned: it need not be their own. */
export const PassNote = operation({
  name: 'charts.pass-note',
  says: 'Let somebody else finish and sign a colleague’s draft, or one that nobody holds.',
  method: 'PUT',
  path: '/notes/{noteId}/assignment',
  versioned: true,
  input: Type.Object({ noteId: NoteId, holderId: UserId, version: Version }),
  output: Type.Object({ noteId: NoteId, version: Version }),
  refusals: [
    'chart/note-not-found',
    'chart/note-signed',
    'user/not-found',
    'work/holder-not-active',
    'chart/note-not-theirs',
  ],
});
