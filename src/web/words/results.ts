import { inLanguage } from './language.ts';
import { uiWords } from './ui.ts';

const n = uiWords.number;
const results = (count: number) => `${n(count)} ${count === 1 ? 'result' : 'results'}`;

const en = {
  title: 'Results',
  lead: 'A result waits for whoever ordered it until it is acknowledged.',
  ofPatient: (name: string) => `Results of ${name}`,
  ofAPatient: 'Results of a patient',
  which: 'Which results',
  folders: { open: 'Yours', pool: 'Unassigned', acknowledged: 'Acknowledged', patient: 'One patient' },
  abnormalWaiting: (count: number) => `${n(count)} abnormal`,
  withheld: (count: number) =>
    `${results(count)} ${count === 1 ? 'is' : 'are'} withheld from you: ${count === 1 ? 'it concerns a record' : 'they concern records'} closed to you.`,
  withheldInPool: (count: number) =>
    `${results(count)} here ${count === 1 ? 'concerns a record' : 'concern records'} closed to you and ${count === 1 ? 'is' : 'are'} not listed.`,
  columns: {
    result: 'Result',
    flag: 'Flag',
    patient: 'Patient',
    orderer: 'Ordered by',
    holder: 'Held by',
    issued: 'Issued',
    acknowledged: 'Acknowledged',
    actions: 'Actions',
  },
  nobody: 'Nobody known',
  inPool: 'Unassigned',
  abnormal: 'Abnormal',
  acknowledged: 'Acknowledged',
  from: (name: string) => `from ${name}`,
  arrivedFor: (name: string) => `arrived for ${name}`,
  numbered: (number: number) => `no. ${number}`,
  born: (day: string) => `born ${day}`,
  first: 'Back to the first',
  more: 'More results',
  empty: {
    open: 'No result waits for you',
    pool: 'Nothing waits unassigned',
    acknowledged: 'Nothing acknowledged yet',
    patient: 'No results',
  },
  emptyWhy: {
    open: 'Results that you ordered, or took over, come here and stay until you acknowledge them.',
    pool: 'When somebody leaves and nobody takes a result over, or when it comes for nobody known here, it waits here until one of you takes it.',
    acknowledged: 'What you acknowledge is kept here.',
    patient: 'Nothing has been reported about this patient.',
  },
  take: 'Take',
  takeNamed: (title: string, name: string) => `Take “${title}” of ${name}`,
  took: (title: string) => `“${title}” waits for you now.`,

  read: {
    values: 'Values',
    valuesTable: 'What was measured',
    noValues: 'This result came without values.',
    conclusion: 'Conclusion',
    whose: 'Who has it',
    orderedBy: 'Ordered by',
    heldBy: 'Held by',
    cameFrom: 'Came from',
    arrivedFor: 'Arrived for',
    issued: 'Issued',
    state: 'Report',
    history: 'History',
    columns: { test: 'Test', value: 'Value', range: 'Range', flag: 'Flag' },
    acknowledge: 'Acknowledge',
    take: 'Take it over',
    done: 'Acknowledged',
    doneWhy: (title: string) => `“${title}” is off your list.`,
    taken: 'This result waits for you now',
    next: (title: string) => `Next: ${title}`,
    backToList: 'Back to the list',
    notYours: (name: string) => `${name} holds this result and will acknowledge it.`,
    steps: {
      'handed-over': (by: string, from: string, to: string) => `${by} handed it over from ${from} to ${to}`,
      returned: (by: string, from: string) => `${by} put it into the unassigned pool when ${from} left`,
      taken: (by: string) => `${by} took it`,
      acknowledged: (by: string) => `${by} acknowledged it`,
    },
    somebody: 'somebody',
  },
};

export const resultWords = inLanguage({ en });
