import { inLanguage } from './language.ts';
import { scheduleWords } from './schedule.ts';
import { uiWords } from './ui.ts';

const n = uiWords.number;
const appointments = (count: number) => `${n(count)} ${count === 1 ? 'appointment' : 'appointments'}`;
const patients = (count: number) => `${n(count)} ${count === 1 ? 'patient' : 'patients'}`;

const en = {
  title: 'Past Visits',
  lead: 'Visits that are over and of which nobody has said what became of them.',
  which: 'Whose visits',
  folders: { open: 'Mine', all: 'Everybody’s' },
  empty: { open: 'All of yours are closed out', all: 'All visits are closed out' },
  emptyWhy: {
    open: 'Each visit was marked seen or no-show, or was cancelled.',
    all: 'Each visit of the clinic was marked seen or no-show, or was cancelled.',
  },
  statuses: scheduleWords.statusTitle,
  person: 'Provider',
  columns: { patient: 'Patient', when: 'When', provider: 'Provider', site: 'Site', status: 'Status' },
  marks: { seen: 'Seen', 'no-show': 'No-show', arrived: 'Arrived', booked: 'Not arrived after all' },
  markNamed: (mark: string, name: string) => `${mark}: ${name}`,
  marked: (name: string, status: keyof typeof scheduleWords.status) =>
    `${name} is marked ${scheduleWords.status[status]}.`,
  cancel: 'Cancelled',
  cancelTitle: (name: string) => `Close out the visit of ${name} as cancelled`,
  cancelWhy: 'It did not take place. It stays in the record, with your reason. Nobody is written to.',
  cancelAction: 'Close out as cancelled',
  cancelled: (name: string) => `The visit of ${name} is closed out as cancelled.`,
  close: 'Close, change nothing',
  give: 'Pass on',
  named: (name: string, when: string) => `${name}, ${when}`,
  open: 'More',
  openNamed: (name: string) => `Open the visit of ${name}`,
  visitOf: (name: string) => `Visit of ${name}`,
  somebody: 'Somebody',
  history: 'History',
  toSchedule: 'See that day in the schedule',
  noHistory: 'Nothing is on record: it was here before the log began.',
  steps: {
    booked: (by: string, to: string) => `${by} booked it with ${to}`,
    moved: (by: string, to: string) => `${by} moved it, to ${to}`,
    marked: (by: string, status: string) => `${by} marked it ${status}`,
    cancelled: (by: string) => `${by} cancelled it`,
    given: (by: string, to: string) => `${by} passed it on to ${to}`,
    'handed-over': (by: string, to: string) => `${by} handed it over to ${to}`,
  },
  told: 'The patient was written to that it is cancelled,',
  notTold: 'The patient was not written to.',
  ways: 'More of the schedule',

  file: {
    name: 'past-visits.csv',
    columns: ['When', 'No.', 'Last name', 'First name', 'Provider', 'Site', 'Reason', 'Status', 'From'],
  },

  day: {
    title: 'Cancel a Day',
    lead: 'Cancels what is still to come on a day, at once, and says which patients are written to and which must be called.',
    schedule: 'Schedule',
    which: 'Which appointments',
    day: 'Day',
    provider: 'Provider',
    anyProvider: 'All providers',
    site: 'Site',
    anySite: 'All sites',
    table: 'Appointments to cancel',
    rows: 'Appointments of the day',
    columns: {
      time: 'Time',
      patient: 'Patient',
      provider: 'Provider',
      site: 'Site',
      told: 'How the patient hears of it',
    },
    ways: {
      mail: (contact: string) => `Mail to ${contact}`,
      call: (contact: string) => `Call ${contact}`,
      none: () => 'No address and no phone',
    },
    none: 'Nothing to cancel on that day',
    noneWhy: 'No appointment that is open and still to come fits. Choose another day, provider or site.',
    sums: (mail: number, call: number, none: number) =>
      [
        mail > 0 && `${patients(mail)} will be written to`,
        call > 0 && `${n(call)} must be called`,
        none > 0 && `${n(none)} cannot be reached by what is on file`,
      ]
        .filter(Boolean)
        .join(', '),
    noMail: 'This server sends no mail',
    choose: 'Choose a provider or a site',
    chooseWhy: 'Then the appointments of that day stand here, each with how its patient hears of it.',
    withheld: (count: number) =>
      `${appointments(count)} ${count === 1 ? 'is of a patient whose record is' : 'are of patients whose records are'} closed to you, and ${count === 1 ? 'stays' : 'stay'}. A colleague to whom the ${count === 1 ? 'record is' : 'records are'} open can cancel ${count === 1 ? 'it' : 'them'}.`,
    more: (count: number) => `${appointments(count)} more of that day can be cancelled after these.`,
    tell: 'Write to the patients who have an address',
    reason: 'Why they are cancelled',
    reasonHelp: 'For the log; patients are not told why.',
    missing: 'Say why they are cancelled.',
    nobodyChosen: 'Choose at least one appointment.',
    action: (count: number) => `Cancel ${appointments(count)}`,
    confirm: (count: number) => `Cancel ${appointments(count)}?`,
    confirmWhy: (told: number) =>
      told > 0
        ? `This cannot be undone. ${patients(told)} will be written to.`
        : 'This cannot be undone. Nobody will be written to.',
    keep: 'Change nothing',
    done: (count: number, told: number) =>
      `${appointments(count)} ${count === 1 ? 'is' : 'are'} cancelled; ${told === 0 ? 'nobody was' : `${patients(told)} ${told === 1 ? 'was' : 'were'}`} written to.`,
    toCall: 'Still to call',
    toCallRows: 'Patients to call',
    toCallLead: 'These patients have not been written to.',
    print: 'Print',
    away: 'The server did not answer as it should. Look at the day again before you try once more.',
  },
};

export const visitWords = inLanguage({ en });
