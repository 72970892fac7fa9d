import { type Static, Type } from 'typebox';
import { type FileAnswer, operation } from '#kernel/contract.ts';
import { Cursor, Day, Line, nullable, PatientId, Person, SiteId, UserId } from '#kernel/schema.ts';
import { patientStatuses, rosterStatuses, sexes } from '#features/patients/contract.ts';

/** How the age of a patient compares with what is asked. */
export const ageComparisons = ['younger', 'older', 'equal', 'between', 'between-including'] as const;
export type AgeComparison = (typeof ageComparisons)[number];

/** What a master file says, or that whoever has died is deceased. */
export const reportedStatuses = [...patientStatuses, 'deceased'] as const;

/** So many demographic numbers at most can be asked for at once. */
export const MOST_IDS = 50_000;
/** A pasted list of 50,000 numbers, and as many words around them. */
export const PASTED_BYTES = 4 * 1024 * 1024;

const some = <T extends Parameters<typeof Type.Array>[0]>(one: T) =>
  Type.Optional(Type.Array(one, { minItems: 1, maxItems: 500, uniqueItems: true }));

/** What stands under Where: a patient is found who meets every one of these. Of a list, one is enough. */
export const Criteria = Type.Object(
  {
    age: Type.Optional(
      Type.Object(
        {
          comparison: Type.Enum([...ageComparisons]),
          /** `40`: years; `18m`: months. */
          from: Type.String({ maxLength: 20 }),
          /** For the two that go from one age to another. */
          to: Type.Optional(Type.String({ maxLength: 20 })),
          /** `exact`: on the day; `year`: turned at some time in the year of the day. */
          style: Type.Enum(['exact', 'year']),
          /** Left out: the day on which it is asked. */
          asOf: Type.Optional(Day),
        },
        { additionalProperties: false },
      ),
    ),
    /** How the name begins. */
    lastName: Type.Optional(Line),
    firstName: Type.Optional(Line),
    rosterStatuses: some(Type.Enum([...rosterStatuses])),
    patientStatuses: some(Type.Enum([...reportedStatuses])),
    sexes: some(Type.Enum([...sexes])),
    /** The MRP; null: none. */
    providerIds: some(nullable(UserId)),
    /** The home site; null: none. */
    siteIds: some(nullable(SiteId)),
    /** Days, neither of them included. Whoever was never seen has no last visit. */
    lastVisit: Type.Optional(
      Type.Object({ before: Type.Optional(Day), after: Type.Optional(Day) }, { additionalProperties: false }),
    ),
    /** How it begins, with or without the space. */
    postalCode: Type.Optional(Line),
    /** As they were pasted: demographic numbers between white space, full stops, commas and semicolons. */
    demographicIds: Type.Optional(Type.String({ maxLength: PASTED_BYTES, pattern: '^[^\\x00]*$' })),
  },
  { additionalProperties: false },
);
export type Criteria = Static<typeof Criteria>;

/** What a report can show of a patient, in the order of the guide. */
export const columns = [
  'demographic-number',
  'last-name',
  'first-name',
  'address',
  'city',
  'province',
  'postal-code',
  'phone',
  'second-phone',
  'email',
  'birth-year',
  'birth-month',
  'birth-date',
  'health-number',
  'health-version',
  'roster-status',
  'patient-status',
  'joined-on',
  'chart-number',
  'provider-number',
  'provider-name',
  'sex',
  'ended-on',
  'effective-on',
  'pcn-indicator',
  'health-card-type',
  'health-renew-on',
  'family-doctor',
  'newsletter',
] as const;
export type ReportColumn = (typeof columns)[number];

/** By which a report is ordered; `random` is one order for each seed, so that pages hold. */
export const orders = [...columns, 'random'] as const;
export type ReportOrder = (typeof orders)[number];

/** Longer reports are for files; a limit is for looking at some. */
export const MOST_LIMITED = 100_000;
/** So many patients at most are set on paper. */
export const MOST_PRINTED = 5_000;

/** Which patients a report shows, and in which order. */
export const Shown = {
  criteria: Criteria,
  orderBy: Type.Enum([...orders]),
  /** Which random order. */
  seed: Type.Optional(Type.Integer({ minimum: 0, maximum: 2_147_483_647 })),
  /** Left out: all of them. */
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: MOST_LIMITED })),
};
export type Shown = Static<ReturnType<typeof Type.Object<typeof Shown>>>;

export const Asked = {
  /** Each once, in the order in which they stand. */
  columns: Type.Array(Type.Enum([...columns]), { minItems: 1, maxItems: columns.length, uniqueItems: true }),
  ...Shown,
};
/** All that a report is asked for. */
export type Asked = Static<ReturnType<typeof Type.Object<typeof Asked>>>;

/** What may stand against criteria. */
export const criteriaRefusals = [
  'report/age-missing',
  'report/age-unreadable',
  'report/age-impossible',
  'report/ages-reversed',
  'report/ages-contradict',
  'report/visits-contradict',
  'report/too-many-ids',
  'user/not-found',
  'site/not-found',
] as const;

/** A report goes through every patient of the clinic. */
const WHOLE_CLINIC_SECONDS = 60;

/** How many there are, and the first of them. */
const Several = <T extends Parameters<typeof Type.Array>[0]>(one: T) =>
  Type.Object({ count: Type.Integer(), first: Type.Array(one) });

export const RunReport = operation({
  name: 'demographic-report.run-report',
  says: 'Run a demographic report: see which patients meet the criteria, as far as they are open to the actor.',
  method: 'POST',
  path: '/demographic-report/runs',
  doctor: true,
  bodyLimitBytes: PASTED_BYTES,
  patienceSeconds: WHOLE_CLINIC_SECONDS,
  input: Type.Object({ ...Asked, after: Type.Optional(Cursor) }),
  output: Type.Object({
    patients: Type.Array(
      Type.Object({
        patientId: PatientId,
        /** One for each column that was asked for; of statuses, sex and newsletter the code. */
        cells: Type.Array(Type.String()),
      }),
    ),
    next: nullable(Cursor),
    /** Of the whole report; told with its first page. */
    summary: nullable(
      Type.Object({
        /** How many meet the criteria. */
        found: Type.Integer(),
        /** How many of them the limit leaves. */
        shown: Type.Integer(),
        /** Stands for exactly those who are shown. */
        fingerprint: Type.String(),
        /** What was pasted and is no demographic number. */
        unreadable: Several(Type.String()),
        /** Numbers that nobody has whom the actor may know of. */
        notFound: Several(Type.Integer()),
        /** Whether some patients are closed to the actor, whoever they are: no report of theirs finds them. */
        someClosed: Type.Boolean(),
      }),
    ),
  }),
  refusals: [...criteriaRefusals, 'request/cursor-unknown'],
});
export type Run = Static<typeof RunReport.output>;
export type Summary = NonNullable<Run['summary']>;

export const ExportReport = operation({
  name: 'demographic-report.export-report',
  says: 'Take a demographic report along as CSV.',
  method: 'POST',
  path: '/demographic-report/exports',
  files: ['text/csv'],
  bodyLimitBytes: PASTED_BYTES,
  patienceSeconds: WHOLE_CLINIC_SECONDS,
  input: Type.Object(Asked),
  output: Type.Unsafe<FileAnswer>(Type.Any()),
  refusals: [...criteriaRefusals],
});

export const PrintReport = operation({
  name: 'demographic-report.print-report',
  says: 'Set a demographic report on paper, as PDF.',
  method: 'POST',
  path: '/demographic-report/prints',
  files: ['application/pdf'],
  bodyLimitBytes: PASTED_BYTES,
  patienceSeconds: WHOLE_CLINIC_SECONDS,
  input: Type.Object(Asked),
  output: Type.Unsafe<FileAnswer>(Type.Any()),
  refusals: [...criteriaRefusals, 'report/too-long-to-print'],
});

/** For drop-downs, and for whoever reads criteria back. */
export const ReadReportChoices = operation({
  name: 'demographic-report.read-report-choices',
  says: 'The providers and sites that a demographic report can ask for, those who have left and are closed included.',
  method: 'GET',
  path: '/demographic-report/choices',
  access: 'signed-in',
  input: Type.Object({}),
  output: Type.Object({
    providers: Type.Array(Person),
    sites: Type.Array(Type.Object({ siteId: SiteId, name: Type.String(), closed: Type.Boolean() })),
  }),
  refusals: [],
});
export type ReportChoices = Static<typeof ReadReportChoices.output>;
