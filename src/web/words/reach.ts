import type { Block, Standing } from '#features/reach/contract.ts';
import { inLanguage } from './language.ts';
import { uiWords } from './ui.ts';

const n = uiWords.number;
const listed = new Intl.ListFormat('en-CA', { type: 'conjunction' });
const patients = (count: number) => (count === 1 ? '1 patient' : `${n(count)} patients`);
const users = (count: number) => (count === 1 ? '1 user' : `${n(count)} users`);
const terms = ({ masterFileOpen, emergencyAllowed, patientRequest }: Block) => [
  masterFileOpen ? 'master file stays readable' : 'master file closed too',
  emergencyAllowed ? 'emergency access allowed' : 'no emergency access',
  ...(patientRequest ? ['asked for by the patient'] : []),
];

/** Whom a report on paper is about. */
interface OnPaper {
  readonly lastName: string;
  readonly firstName: string;
  readonly demographicNumber: number;
  readonly dateOfBirth: string | null;
  readonly healthNumber: string;
  readonly healthProvince: string;
}
/** Where and when it was made, how long it is, and what narrowed it. */
interface MadeOnPaper {
  readonly clinic: string;
  readonly today: string;
  readonly lines: number;
  /** By whose clock the times are. */
  readonly timeZone?: string;
  readonly day?: string | undefined;
  readonly time?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly outcome?: string | undefined;
  readonly actorId?: string | undefined;
}

const wasOr = (count: number, past: boolean) => (past ? (count === 1 ? 'was' : 'were') : count === 1 ? 'is' : 'are');

interface Charts {
  readonly through: readonly string[];
  readonly closed: number;
  /** It is about a past moment. */
  readonly past: boolean;
  /** The reader looks at the own reach. */
  readonly itself: boolean;
}

const en = {
  patients,
  users,
  list: (names: readonly string[]) => listed.format(names),
  keyword: 'Keyword',
  clear: 'Clear the filters',
  noneMatch: 'Nothing matches',
  recorded: 'Your look at this is an entry in the audit log.',

  paper: {
    page: (title: string, page: number) => `${title} Page ${page}`,
    time: (instant: string, timeZone: string) =>
      new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(new Date(instant)),
    whose: (of: OnPaper): [string, string][] => [
      ['Patient', of.firstName ? `${of.lastName}, ${of.firstName}` : of.lastName],
      ['Demographic #', String(of.demographicNumber)],
      ...(of.dateOfBirth ? [['Date of Birth', of.dateOfBirth] as [string, string]] : []),
      ...(of.healthNumber
        ? [['Health Number', [of.healthNumber, of.healthProvince].filter(Boolean).join(' ')] as [string, string]]
        : []),
    ],
    made: ({ clinic, today, lines, ...narrowed }: MadeOnPaper): [string, string][] => [
      ['Clinic', clinic],
      ['Made on', today],
      ['Lines', n(lines)],
      ...(narrowed.timeZone ? [['Times of', narrowed.timeZone] as [string, string]] : []),
      ...(narrowed.day ? [['As of', [narrowed.day, narrowed.time].filter(Boolean).join(' ')] as [string, string]] : []),
      ...(narrowed.from ? [['From', narrowed.from] as [string, string]] : []),
      ...(narrowed.to ? [['Until', narrowed.to] as [string, string]] : []),
      ...(narrowed.outcome ? [['Outcome', narrowed.outcome] as [string, string]] : []),
      ...(narrowed.actorId ? [['Who', 'one user only'] as [string, string]] : []),
    ],
  },

  block: {
    terms,
    until: 'until',
    open: 'until it is lifted',
    laidBy: (name: string) => `laid by ${name}`,
    yes: 'yes',
    no: 'no',
  },

  reach: {
    title: (name: string, past: boolean) => `What ${past ? 'could' : 'can'} ${name} see?`,
    access: 'Effective Access',
    charts: ({ through, closed, past, itself }: Charts) => {
      if (through.length === 0) return past ? 'No role opened charts then.' : 'No role opens charts.';
      const roles = `${through.length === 1 ? 'the role' : 'the roles'} ${listed.format(through)}`;
      if (itself) return `Charts, through ${roles}. What is closed to you is neither counted nor named here.`;
      const all = closed === 0 ? 'Every chart' : `Every chart but those of ${patients(closed)}`;
      return `${all}, through ${roles}. Patients who are closed to you are not counted and not named.`;
    },
    notForYou: 'What is closed to you is not shown to you',
    notForYouWhy: 'Another administrator can see it, and change it.',
    blocks: (past: boolean) => (past ? 'What closed them' : 'What closes them'),
    blockTable: 'Blocks',
    blockColumns: { set: 'Patient Set', patients: 'Patients', since: 'Laid', until: 'Until', terms: 'Terms' },
    closed: (past: boolean) => (past ? 'Patients who were closed' : 'Closed patients'),
    table: 'List of patients',
    columns: { patient: 'Patient', number: 'Demographic #', born: 'Date of Birth', by: 'Closed by', who: 'Who else?' },
    since: 'since',
    anyBlock: 'Any set',
    filter: 'Filter the closed patients',
    hint: 'Part of the name, or the number',
    openersOf: (name: string) => `Who can open the chart of ${name}`,
    whoElse: 'Who can open it',
    none: (past: boolean) => (past ? 'No patient was closed' : 'No patient is closed'),
    noneWhy: 'Patients stand here once a block keeps this user out of a set they are in.',
    noneMatchWhy: 'Take a filter away to see the others.',
    file: (day: string) => `closed-patients-${day}.csv`,
    csv: [
      'Demographic #',
      'Last Name',
      'First Name',
      'Date of Birth',
      'Patient Set',
      'Closed since (UTC)',
      'Laid by',
      'Ends (UTC)',
      'Master file readable',
      'Emergency access',
      'Asked for by the patient',
      'Reason',
    ],
  },

  openers: {
    title: (name: string, past: boolean) => `Who ${past ? 'could' : 'can'} open the chart of ${name}?`,
    counts: (could: number, keptOut: number, past: boolean) =>
      `${could === 0 ? 'Nobody' : users(could)} ${past ? 'could' : 'can'}${
        keptOut === 0 ? '.' : `; ${n(keptOut)} with a role that opens charts ${wasOr(keptOut, past)} kept out.`
      }`,
    table: 'Users',
    columns: { user: 'User', type: 'Type', through: 'Through', standing: 'This chart' },
    standings: {
      could: 'open',
      locked: 'user locked',
      'no-credentials': 'no credentials',
      blocked: 'blocked',
    } satisfies Record<Standing, string>,
    bySet: (set: string) => `by the set “${set}”`,
    show: 'Show',
    all: 'All',
    could: 'Who could open it',
    keptOut: 'Who was kept out',
    filter: 'Filter the users',
    hint: 'Part of the name',
    nobody: 'Nobody could open it',
    nobodyWhy: 'No active user had a role that opens charts.',
    noneMatchWhy: 'Take a filter away to see the others.',
    file: (day: string, format: 'csv' | 'pdf') => `who-could-open-${day}.${format}`,
    csv: [
      'User',
      'Type',
      'Roles',
      'Could open it',
      'Standing',
      'Patient Set',
      'Laid (UTC)',
      'Laid by',
      'Ends (UTC)',
      'Reason',
    ],
  },

  uses: {
    title: (name: string) => `Who dealt with the record of ${name}?`,
    whose: (facts: readonly string[]) => facts.join(', '),
    born: (day: string) => `born ${day}`,
    number: (number: number) => `no. ${number}`,
    health: (number: string, province: string) => `health number ${number}${province ? ` (${province})` : ''}`,
    lead: 'Every look, change and refusal, newest first: the audit log of this one patient.',
    filter: 'Filter the report',
    who: 'Who',
    anybody: 'Anybody',
    from: 'From',
    until: 'Until',
    reversed: 'The last day is before the first: nothing can match.',
    outcome: 'Outcome',
    outcomes: { all: 'All', done: 'Done', refused: 'Refused' },
    refused: 'refused',
    table: 'Uses of the record',
    columns: {
      when: 'When',
      who: 'Who',
      roles: 'Role then',
      what: 'What',
      information: 'Information',
      from: 'From where',
    },
    nobodySignedIn: 'Nobody signed in',
    rowName: (number: number) => `Entry ${number}`,
    none: 'Nobody has dealt with this record yet',
    noneWhy: 'Every look, change and refusal will stand here.',
    noneMatchWhy: 'Take a filter away, or choose other days.',
    made: (when: string) => `Made on ${when}.`,
    file: (day: string, format: 'csv' | 'pdf') => `record-uses-${day}.${format}`,
    csv: [
      'Entry',
      'When (UTC)',
      'Who',
      'On behalf of',
      'Role then',
      'What',
      'Information',
      'Outcome',
      'Reason',
      'From where',
      'Demographic #',
      'Patient',
      'Health Number',
    ],
  },
};

export const reachWords = inLanguage({ en });
