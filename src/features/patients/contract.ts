import { type Static, Type } from 'typebox';
import { type FileAnswer, operation } from '#kernel/contract.ts';
import { HandStep, PatientNamed, Waiting } from '../work/contract.ts';
import {
  Cursor,
  Day,
  FilledLine,
  Instant,
  KnownDay,
  Line,
  nullable,
  PatientId,
  Person,
  SiteId,
  UserId,
  Version,
} from '#kernel/schema.ts';

export const sexes = ['', 'female', 'male', 'other', 'unknown'] as const;
/** As the master file states it; empty where it does not. */
export type Sex = (typeof sexes)[number];
const Sex = Type.Enum([...sexes]);

/** Who issues health numbers. */
export const healthProvinces = ['AB', 'BC', 'MB', 'NB', 'NL', 'NS', 'NT', 'NU', 'ON', 'PE', 'QC', 'SK', 'YT'] as const;

/** What a patient is to the rostering provider; empty where the master file does not say. */
export const rosterStatuses = ['', 'rostered', 'not-rostered', 'terminated', 'fee-for-service'] as const;
export type RosterStatus = (typeof rosterStatuses)[number];
/** Whether a patient still comes here. That somebody has died is said by the date of death. */
export const patientStatuses = ['active', 'inactive', 'moved', 'transferred'] as const;
export type PatientStatus = (typeof patientStatuses)[number];
/** How a patient wants the newsletter; empty where nobody has asked. */
export const newsletters = ['', 'no', 'paper', 'electronic'] as const;
export type Newsletter = (typeof newsletters)[number];

/** What a row about a patient says of whom it is. */
export const PatientLine = Type.Object({
  patientId: PatientId,
  demographicNumber: Type.Integer(),
  lastName: Type.String(),
  firstName: Type.String(),
  dateOfBirth: nullable(KnownDay),
  sex: Sex,
  healthNumber: Type.String(),
  phone: Type.String(),
  mrp: nullable(Person),
});
export type PatientLine = Static<typeof PatientLine>;

/** All that is said of a patient whose record is closed to the caller, so that nobody adds them again. */
export const ClosedLine = Type.Object({
  patientId: PatientId,
  lastName: Type.String(),
  firstName: Type.String(),
  /** How many of the page’s other patients stand before. */
  at: Type.Integer(),
});
export type ClosedLine = Static<typeof ClosedLine>;

export const SearchPatients = operation({
  name: 'patients.search-patients',
  says: 'Find patients by name, date of birth, health number, phone or demographic number.',
  method: 'GET',
  path: '/patients',
  doctor: true,
  input: Type.Object({
    /** `smith`, `smith, jo`, `1980-05-12`, or how a number begins; empty: everybody, by name. */
    query: Type.String({ maxLength: 100, pattern: '^[^\\x00]*$' }),
    after: Type.Optional(Cursor),
  }),
  output: Type.Object({
    patients: Type.Array(PatientLine),
    /** Whose records are closed to the caller, where the clinic lets their names be seen. */
    closed: Type.Array(ClosedLine),
    next: nullable(Cursor),
  }),
  refusals: ['request/cursor-unknown'],
});

const Demographics = {
  lastName: FilledLine,
  firstName: Line,
  dateOfBirth: nullable(KnownDay),
  sex: Sex,
  healthNumber: Line,
  healthProvince: Type.Enum(['', ...healthProvinces]),
  phone: Line,
  cellPhone: Line,
  email: Line,
  /** Lines of the street, one under the other. */
  address: Type.String({ maxLength: 400, pattern: '^[^\\x00]*$' }),
  city: Line,
  province: Line,
  postalCode: Line,
  deceasedOn: nullable(KnownDay),
};

/** What fewer master files say. */
const Details = {
  healthVersion: Line,
  healthCardType: Line,
  healthEffectiveOn: nullable(Day),
  healthRenewOn: nullable(Day),
  pcnIndicator: Line,
  secondPhone: Line,
  chartNumber: Line,
  rosterStatus: Type.Enum([...rosterStatuses]),
  patientStatus: Type.Enum([...patientStatuses]),
  joinedOn: nullable(Day),
  endedOn: nullable(Day),
  familyDoctor: Line,
  newsletter: Type.Enum([...newsletters]),
};
export type Details = Static<ReturnType<typeof Type.Object<typeof Details>>>;
/** What is left out is not given; in a change it stays as it is. */
const DetailsGiven = Type.Partial(Type.Object({ ...Details, siteId: nullable(SiteId) })).properties;

/** Opening a master file is an act: it leaves an entry. */
export const ReadPatient = operation({
  name: 'patients.read-patient',
  says: 'Open a patient’s master file.',
  method: 'POST',
  path: '/patients/{patientId}/readings',
  doctor: true,
  input: Type.Object({ patientId: PatientId }),
  output: Type.Object({
    patientId: PatientId,
    demographicNumber: Type.Integer(),
    ...Demographics,
    ...Details,
    /** The home site. */
    site: nullable(Type.Object({ siteId: SiteId, name: Type.String() })),
    /** Also where the day is not known. */
    deceased: Type.Boolean(),
    mrp: nullable(Person),
    version: Version,
  }),
  refusals: ['patient/not-found', 'patient/closed'],
});
export type MasterFile = Static<typeof ReadPatient.output>;

export const AddPatient = operation({
  name: 'patients.add-patient',
  says: 'Add a patient.',
  method: 'POST',
  path: '/patients',
  doctor: true,
  input: Type.Object({ ...Demographics, ...DetailsGiven, mrpId: nullable(UserId) }),
  output: Type.Object({ patientId: PatientId, demographicNumber: Type.Integer() }),
  refusals: [
    'patient/mrp-not-a-doctor',
    'patient/health-number-taken',
    'patient/date-in-the-future',
    'patient/dates-reversed',
    'site/not-found',
  ],
});

export const UpdatePatient = operation({
  name: 'patients.update-patient',
  says: 'Change a patient’s master file.',
  method: 'PUT',
  path: '/patients/{patientId}',
  doctor: true,
  versioned: true,
  input: Type.Object({
    patientId: PatientId,
    ...Demographics,
    ...DetailsGiven,
    mrpId: nullable(UserId),
    version: Version,
  }),
  output: Type.Object({ patientId: PatientId, version: Version }),
  refusals: [
    'patient/not-found',
    'patient/closed',
    'patient/mrp-not-a-doctor',
    'patient/health-number-taken',
    'patient/date-in-the-future',
    'patient/dates-reversed',
    'site/not-found',
  ],
});

/** Somebody’s patient, or one who waits for an MRP. */
const MrpPatient = Type.Object({
  ...PatientNamed.properties,
  dateOfBirth: nullable(KnownDay),
  city: Type.String(),
  /** Since when it is whose it is, or nobody’s. */
  since: Instant,
  /** Whose patient it was before. */
  cameFrom: nullable(Person),
});
export type MrpPatient = Static<typeof MrpPatient>;

export const mrpFolders = ['open', 'pool'] as const;
export type MrpFolder = (typeof mrpFolders)[number];

const MrpFilters = {
  /** `open` when left out: one’s own; `pool`: those without an MRP. */
  folder: Type.Optional(Type.Enum([...mrpFolders])),
  /** How the family name begins. */
  name: Type.Optional(Type.String({ maxLength: 100, pattern: '^[^\\x00]*$' })),
};

export const ListMrpPatients = operation({
  name: 'patients.list-mrp-patients',
  says: 'See whose MRP one is, and the patients without an MRP.',
  method: 'GET',
  path: '/mrp-patients',
  doctor: true,
  input: Type.Object({ ...MrpFilters, after: Type.Optional(Cursor) }),
  output: Type.Object({ patients: Type.Array(MrpPatient), next: nullable(Cursor), waiting: Waiting }),
  refusals: ['request/cursor-unknown'],
});

export const ExportMrpPatients = operation({
  name: 'patients.export-mrp-patients',
  says: 'Take the patients whose MRP one is, or those without one, out as a file.',
  method: 'POST',
  path: '/mrp-patients/file',
  files: ['text/csv'],
  patienceSeconds: 60,
  input: Type.Object(MrpFilters),
  output: Type.Unsafe<FileAnswer>(Type.Any()),
  refusals: [],
});

export const ReadMrpHistory = operation({
  name: 'patients.read-mrp-history',
  says: 'See who was a patient’s MRP, and who changed that.',
  method: 'GET',
  path: '/patients/{patientId}/mrp-history',
  doctor: true,
  input: Type.Object({ patientId: PatientId }),
  output: Type.Object({ hands: Type.Array(HandStep) }),
  refusals: ['patient/not-found', 'patient/closed'],
});

export const AssignMrp = operation({
  name: 'patients.assign-mrp',
  says: 'Give patients to an MRP, or leave them without one.',
  method: 'POST',
  path: '/mrp-assignments',
  doctor: true,
  input: Type.Object({
    patientIds: Type.Array(PatientId, { minItems: 1, maxItems: 100, uniqueItems: true }),
    /** Null: they wait for an MRP. */
    mrpId: nullable(UserId),
  }),
  output: Type.Object({ assigned: Type.Integer() }),
  refusals: ['patient/not-found', 'patient/deceased', 'patient/mrp-not-a-doctor'],
});

/** For drop-downs: who can be a patient’s MRP. */
export const ListMrps = operation({
  name: 'patients.list-mrps',
  says: 'The active doctors, by name, who can be most responsible provider.',
  method: 'GET',
  path: '/most-responsible-providers',
  access: 'signed-in',
  input: Type.Object({}),
  output: Type.Object({ mrps: Type.Array(Person) }),
  refusals: [],
});
