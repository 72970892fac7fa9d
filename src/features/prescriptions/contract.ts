import { type Static, Type } from 'typebox';
import { sexes } from '#features/patients/contract.ts';
import { type FileAnswer, operation } from '#kernel/contract.ts';
import {
  Cursor,
  FilledLine,
  Instant,
  KnownDay,
  Line,
  nullable,
  PatientId,
  Person,
  PrescriptionId,
  Reason,
  SiteId,
  UserId,
  Version,
} from '#kernel/schema.ts';
import { InOrder, HolderStep, Letterhead, PatientNamed, Waiting } from '../work/contract.ts';

export const folders = ['open', 'all'] as const;
export type Folder = (typeof folders)[number];
export const prescriptionStatuses = ['draft', 'signed', 'cancelled'] as const;
export type PrescriptionStatus = (typeof prescriptionStatuses)[number];
export const MOST_LINES = 20;
export const MOST_REFILLS = 99;

/** One medication, and how it is taken. */
const PrescriptionLine = Type.Object({
  medication: FilledLine,
  dose: Line,
  directions: FilledLine,
  quantity: FilledLine,
  refills: Type.Integer({ minimum: 0, maximum: MOST_REFILLS }),
});
export type PrescriptionLine = Static<typeof PrescriptionLine>;

const Status = Type.Enum([...prescriptionStatuses]);
const Summary = {
  prescriptionId: PrescriptionId,
  patient: PatientNamed,
  medications: Type.Array(Type.String()),
  status: Status,
  writtenAt: Instant,
  /** Who wrote it; never changes. */
  author: Person,
  /** Who must sign it, or has signed it. */
  holder: Person,
  /** Who held it before. */
  cameFrom: nullable(Person),
};
const PrescriptionSummary = Type.Object(Summary);
export type PrescriptionSummary = Static<typeof PrescriptionSummary>;

export const ListPrescriptions = operation({
  name: 'prescriptions.list-prescriptions',
  says: 'See the prescriptions that one must sign, and all of the clinic’s.',
  method: 'GET',
  path: '/prescriptions',
  doctor: true,
  input: Type.Object({
    /** `open` when left out: one’s own drafts, the oldest first. */
    folder: Type.Optional(Type.Enum([...folders])),
    status: Type.Optional(Status),
    ...InOrder,
    after: Type.Optional(Cursor),
  }),
  output: Type.Object({ prescriptions: Type.Array(PrescriptionSummary), next: nullable(Cursor), waiting: Waiting }),
  refusals: ['request/cursor-unknown'],
});

export const ExportPrescriptions = operation({
  name: 'prescriptions.export-prescriptions',
  says: 'Take the prescriptions that a list shows out as a file.',
  method: 'POST',
  path: '/prescriptions/file',
  files: ['text/csv'],
  patienceSeconds: 60,
  input: Type.Object({ folder: Type.Optional(Type.Enum([...folders])), status: Type.Optional(Status), ...InOrder }),
  output: Type.Unsafe<FileAnswer>(Type.Any()),
  refusals: [],
});

/** What a patient was prescribed is part of the chart: looking at it is an act, and leaves an entry. */
export const OpenPrescriptions = operation({
  name: 'prescriptions.open-prescriptions',
  says: 'See what a patient was prescribed.',
  method: 'POST',
  path: '/patients/{patientId}/prescription-readings',
  doctor: true,
  input: Type.Object({ patientId: PatientId, status: Type.Optional(Status), after: Type.Optional(Cursor) }),
  output: Type.Object({
    patient: Type.Object({
      ...PatientNamed.properties,
      dateOfBirth: nullable(KnownDay),
      sex: Type.Enum([...sexes]),
      deceasedOn: nullable(KnownDay),
      deceased: Type.Boolean(),
      mrp: nullable(Person),
    }),
    prescriptions: Type.Array(PrescriptionSummary),
    next: nullable(Cursor),
  }),
  refusals: ['patient/not-found', 'patient/closed', 'request/cursor-unknown'],
});
export type PatientPrescriptions = Static<typeof OpenPrescriptions.output>;

/** The prescriber’s letterhead, with the numbers of the province that a prescription bears. */
const PrescriberHead = Type.Object({
  ...Letterhead.properties,
  numbers: Type.Array(Type.Object({ label: Type.String(), value: Type.String() })),
});
/** For whom it is, as the pharmacist must know. */
const WrittenFor = Type.Object({
  name: Type.String(),
  dateOfBirth: nullable(KnownDay),
  healthNumber: Type.String(),
  address: Type.String(),
});

export const ReadPrescription = operation({
  name: 'prescriptions.read-prescription',
  says: 'Read a prescription.',
  method: 'POST',
  path: '/prescriptions/{prescriptionId}/readings',
  doctor: true,
  input: Type.Object({ prescriptionId: PrescriptionId }),
  output: Type.Object({
    ...Summary,
    siteId: SiteId,
    siteName: Type.String(),
    lines: Type.Array(PrescriptionLine),
    note: Type.String(),
    /** As it was when it was signed; before, as it would be signed now. */
    letterhead: PrescriberHead,
    writtenFor: WrittenFor,
    signedAt: nullable(Instant),
    signedBy: nullable(Person),
    cancelledAt: nullable(Instant),
    cancelledBy: nullable(Person),
    cancelReason: nullable(Type.String()),
    /** What its holder has no number for yet; nothing once it is signed. */
    lacks: Type.Array(Type.String()),
    holders: Type.Array(HolderStep),
    version: Version,
  }),
  refusals: ['work/not-found'],
});
export type PrescriptionRead = Static<typeof ReadPrescription.output>;

/** For the form: the open sites at which the writer may prescribe, and the numbers still missing to sign. */
export const ReadPrescriptionChoices = operation({
  name: 'prescriptions.read-prescription-choices',
  says: 'See at which sites one may prescribe.',
  method: 'GET',
  path: '/prescription-choices',
  doctor: true,
  input: Type.Object({}),
  output: Type.Object({
    sites: Type.Array(Type.Object({ siteId: SiteId, name: Type.String() })),
    lacks: Type.Array(Type.String()),
  }),
  refusals: [],
});
export type PrescriptionChoices = Static<typeof ReadPrescriptionChoices.output>;

const Fields = {
  siteId: SiteId,
  lines: Type.Array(PrescriptionLine, { minItems: 1, maxItems: MOST_LINES }),
  /** To the pharmacist. */
  note: Type.String({ maxLength: 1000, pattern: '^[^\\x00]*$' }),
};
const Changed = Type.Object({ prescriptionId: PrescriptionId, version: Version });

export const WritePrescription = operation({
  name: 'prescriptions.write-prescription',
  says: 'Write a prescription for a patient, as a draft to be signed.',
  method: 'POST',
  path: '/patients/{patientId}/prescriptions',
  doctor: true,
  input: Type.Object({ patientId: PatientId, ...Fields }),
  output: Changed,
  refusals: [
    'patient/not-found',
    'patient/closed',
    'prescription/patient-deceased',
    'prescription/not-a-prescriber',
    'site/not-found',
    'site/not-yours',
  ],
});

export const UpdatePrescription = operation({
  name: 'prescriptions.update-prescription',
  says: 'Change a prescription that is not signed yet and is one’s own to sign.',
  method: 'PUT',
  path: '/prescriptions/{prescriptionId}',
  doctor: true,
  versioned: true,
  input: Type.Object({ prescriptionId: PrescriptionId, ...Fields, version: Version }),
  output: Changed,
  refusals: [
    'work/not-found',
    'work/already-closed',
    'work/not-yours',
    'prescription/signed',
    'prescription/not-a-prescriber',
    'site/not-found',
    'site/not-yours',
  ],
});

/** Versioned: what is signed is what the prescriber has read. */
export const SignPrescription = operation({
  name: 'prescriptions.sign-prescription',
  says: 'Sign a prescription that is one’s own to sign; it is final then.',
  method: 'PUT',
  path: '/prescriptions/{prescriptionId}/signature',
  doctor: true,
  versioned: true,
  input: Type.Object({ prescriptionId: PrescriptionId, version: Version }),
  output: Changed,
  refusals: [
    'work/not-found',
    'work/already-closed',
    'work/not-yours',
    'prescription/signed',
    'prescription/not-a-prescriber',
    'prescription/number-missing',
    'prescription/patient-deceased',
    'site/not-found',
    'site/not-yours',
  ],
});

export const CancelPrescription = operation({
  name: 'prescriptions.cancel-prescription',
  says: 'Cancel a prescription, with a reason. It stays on record.',
  method: 'DELETE',
  path: '/prescriptions/{prescriptionId}',
  doctor: true,
  input: Type.Object({ prescriptionId: PrescriptionId, reason: Reason }),
  output: Changed,
  refusals: ['work/not-found', 'work/already-closed', 'work/not-yours', 'prescription/not-a-prescriber'],
});

export const GivePrescription = operation({
  name: 'prescriptions.give-prescription',
  says: 'Give a prescription that is not signed yet to somebody else who may prescribe there.',
  method: 'PUT',
  path: '/prescriptions/{prescriptionId}/holder',
  doctor: true,
  input: Type.Object({ prescriptionId: PrescriptionId, holderId: UserId }),
  output: Type.Object({ prescriptionId: PrescriptionId }),
  refusals: [
    'work/not-found',
    'work/already-closed',
    'work/not-yours',
    'prescription/signed',
    'user/not-found',
    'work/holder-not-active',
    'work/holder-not-at-site',
    'prescription/holder-cannot-prescribe',
  ],
});

/** On paper it leaves the clinic: printing is an act, and leaves an entry. */
export const PrintPrescription = operation({
  name: 'prescriptions.print-prescription',
  says: 'Take a signed prescription out as PDF.',
  method: 'POST',
  path: '/prescriptions/{prescriptionId}/document',
  doctor: true,
  files: ['application/pdf'],
  input: Type.Object({ prescriptionId: PrescriptionId }),
  output: Type.Unsafe<FileAnswer>(Type.Any()),
  refusals: ['work/not-found', 'work/already-closed', 'prescription/not-signed'],
});
