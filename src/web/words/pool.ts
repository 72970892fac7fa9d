import { inLanguage } from './language.ts';
import { uiWords } from './ui.ts';

const n = uiWords.number;
const { items } = uiWords;
const days = (count: number) => `${n(count)} ${count === 1 ? 'day' : 'days'}`;

const en = {
  title: 'Unassigned Pool',
  lead: 'Open work of the clinic that nobody holds. Give it to somebody here, or take it where it is worked.',
  table: 'Unassigned work',
  filter: 'Filter the pool',
  kind: 'Kind',
  allKinds: (count: number) => `All kinds (${n(count)})`,
  ofKind: (kind: string, count: number) => `${kind} (${n(count)})`,
  show: 'Show',
  shows: {
    all: 'Everything',
    urgent: 'Urgent and abnormal',
    late: 'Arrived for somebody who has left',
    overdue: 'Waiting too long',
  },
  patient: 'Patient’s last name',
  waits: (count: number) =>
    count === 0 ? 'Nothing waits here.' : `${items(count)} ${count === 1 ? 'waits' : 'wait'}.`,
  overdue: (count: number, limit: number) =>
    `${items(count)} ${count === 1 ? 'has' : 'have'} waited for more than ${days(limit)}`,
  overdueWhat: 'Give them to somebody who can do them. Administrators are told once a week while this lasts.',
  withheld: {
    title: 'Withheld from you',
    what: 'About patients whose records are closed to you. It can go, unseen, to somebody to whom they are open.',
    waits: (count: number) => `${items(count)}, waiting since`,
    assign: 'Assign unseen',
    assignKind: (kind: string, count: number) => `Assign unseen: ${kind}, ${items(count)}`,
    dialog: (kind: string) => `Assign unseen: ${kind}`,
    all: (count: number, name: string) => `${count === 1 ? 'It' : `All ${n(count)}`} can go to ${name}.`,
    some: (able: number, count: number, name: string) =>
      `${n(able)} of ${items(count)} can go to ${name}. The rest stays in the pool.`,
  },
  columns: { what: 'What', kind: 'Kind', patient: 'Patient', since: 'Waiting since' },
  tooLong: 'too long',
  from: (name: string) => `from ${name}`,
  arrivedFor: (name: string) => `arrived for ${name}`,
  untitled: 'Record withheld',
  age: (age: number) => (age < 1 ? 'today' : days(age)),
  work: (kind: string) => `Work on ${kind.toLowerCase()}`,
  none: 'Nothing is unassigned',
  noneWhy: 'What a leaver’s successor cannot take, and what arrives for nobody, waits here.',
  nothing: 'Nothing here is like that',
  nothingWhy: 'Other filters may find it.',
  clear: 'Show everything',
  chosen: (count: number) => `${items(count)} chosen`,
  assign: 'Assign',
  unchoose: 'Choose none',
  first: 'First page',
  more: 'Next page',
  dialog: {
    title: (count: number) => `Assign ${items(count)}`,
    who: 'To',
    whoHelp: 'Somebody who is active. What stands against it is shown before anything moves.',
    needed: 'Choose somebody.',
    checking: 'Checking…',
    fits: (count: number, name: string) => `${items(count)} can go to ${name}.`,
    barred: (count: number) => `${items(count)} cannot, and ${count === 1 ? 'stays' : 'stay'} in the pool:`,
    gone: (count: number) => `${items(count)} ${count === 1 ? 'has' : 'have'} left the pool meanwhile.`,
    nothing: (name: string) => `None of this can go to ${name}. Choose somebody else.`,
    assign: (count: number) => `Assign ${items(count)}`,
    cancel: 'Cancel',
    close: 'Close, change nothing',
  },
  assigned: (count: number, name: string) => `${items(count)} ${count === 1 ? 'is' : 'are'} with ${name} now.`,
  file: {
    name: 'unassigned-pool.csv',
    columns: ['Kind', 'What', 'Patient', 'State', 'Waiting since', 'From', 'Arrived for'],
    time: (instant: string, timeZone: string) =>
      new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(new Date(instant)),
  },
};

export const poolWords = inLanguage({ en });
