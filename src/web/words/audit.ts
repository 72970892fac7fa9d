import { actionSentences } from './audit-actions.ts';
import { capabilityNames } from './capabilities.ts';
import { fieldNames } from './audit-fields.ts';
import { inLanguage } from './language.ts';
import { uiWords } from './ui.ts';

const n = uiWords.number;

/** What the entry of a failed sign-in gives as reason; at the door itself all are answered alike. */
const doorReasons: Readonly<Record<string, string>> = {
  unknown: 'There is no such user name or email.',
  wrong: 'The password or the passcode was wrong.',
  held: 'Sign-in was waiting after too many wrong tries.',
  locked: 'The user is locked.',
  inactive: 'The user is deactivated.',
  expired: 'The user’s sign-in has ended.',
  'last-day': 'The user’s last day had passed.',
  'not-ready': 'The user had not chosen a password yet.',
  'link-used': 'The link of the invitation had been used.',
  'link-replaced': 'The link of the invitation had been replaced or withdrawn.',
  'link-ended': 'The link of the invitation had ended.',
};

/** What falls due without anybody acting. */
const byItself = [
  'access-review.remind-reviewer',
  'credentials.warn-of-expiry',
  'last-day.leave',
  'last-day.lock',
  'last-day.remind',
];

const en = {
  title: 'Audit Log',
  lead: 'Every act, every refusal and every look at a chart. Nothing here can be changed or removed.',
  filter: 'Filter the log',
  said: 'Newest first. Your look at them is an entry too.',
  who: 'Who',
  anybody: 'Anybody',
  onBehalfOf: 'On behalf of',
  behalfOf: (name: string) => `on behalf of ${name}`,
  onlyBehalf: (name: string) => `Everything on behalf of ${name}`,
  from: 'From',
  until: 'Until',
  reversed: 'The last day is before the first: no entry can match.',
  onWhom: 'On whom',
  userOrPatient: 'User or patient',
  userIds: 'Which users',
  users: 'Users',
  patients: 'Patients',
  nobody: 'Nobody of that name. Closed records are not shown.',
  away: 'The server cannot be reached.',
  what: 'What',
  everything: 'Everything',
  everythingOf: (capability: string) => `${capability}: all`,
  outcome: 'Outcome',
  outcomes: { all: 'All', done: 'Done', refused: 'Refused' },
  types: {
    doctor: 'doctor',
    nurse: 'nurse',
    resident: 'resident',
    midwife: 'midwife',
    receptionist: 'receptionist',
    admin: 'admin',
  } as Readonly<Record<string, string>>,
  left: (type: string) => `${type}, deactivated`,

  table: 'Entries',
  columns: { when: 'When', who: 'Who', what: 'What', onWhom: 'On whom', from: 'From' },
  today: 'Today',
  yesterday: 'Yesterday',
  /** Whoever did it where no user did: the server by itself, or somebody at the door. */
  noUser: (action: string) => (byItself.includes(action) ? 'Custodian itself' : 'Nobody signed in'),
  refused: 'refused',
  entry: (number: number) => `Entry ${number}`,
  details: (number: number) => `Details of entry ${number}`,

  changed: 'Changed',
  before: 'Before',
  after: 'After',
  nothingChanged: 'Nothing was changed by this.',
  refusedNothing: 'It was refused, and nothing was changed.',
  withheld: 'Not shown: some records are closed to you, and this entry may speak of them.',
  none: 'none',
  yes: 'yes',
  no: 'no',
  number: 'Entry',
  operation: 'Operation',
  at: 'When',
  origin: 'From',
  reason: 'Reason',
  refusedBecause: 'Refused',
  onlyBy: (name: string) => `Everything by ${name}`,
  onlyOn: (name: string) => `Everything on ${name}`,

  empty: 'Nothing is recorded yet',
  emptyWhy: 'Every act, every refusal and every look at a chart will stand here.',
  noneFound: 'No entry matches',
  noneFoundWhy: 'Entries about records that are closed to you are not shown either.',
  clear: 'Clear the filters',

  export: 'Export CSV',
  exporting: (rows: number) => `${n(rows)} entries`,
  exported: (rows: number) => `${rows === 1 ? '1 entry has' : `${n(rows)} entries have`} been exported.`,
  exportedPart: (rows: number) => `The newest ${n(rows)} entries have been exported; there are more.`,
  exportedPartWhy: 'Narrow the filters, for example to fewer days, to export the others.',
  exportFailed: 'Nothing was exported',
  file: (day: string) => `audit-log-${day}.csv`,
  csv: [
    'Entry',
    'When',
    'Who',
    'On behalf of',
    'What',
    'Action',
    'Outcome',
    'On user',
    'On patient',
    'Reason',
    'From',
    'Facts',
  ],
};

const of = inLanguage({ en });
const reasons = inLanguage({ en: doorReasons });

export const auditWords = {
  ...of,
  /** An action as a sentence, its code where there is none. */
  action: (action: string, outcome: 'done' | 'refused') =>
    actionSentences[action]?.[outcome === 'done' ? 0 : 1] ?? action,
  hasWords: (action: string) => action in actionSentences,
  capability: (capability: string) => capabilityNames[capability] ?? capability,
  hasField: (field: string) => field in fieldNames,
  field: (field: string) => fieldNames[field] ?? field,
  doorReason: (reason: string) => reasons[reason],
};
