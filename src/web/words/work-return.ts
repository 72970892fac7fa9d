import { inLanguage } from './language.ts';
import { uiWords } from './ui.ts';

const n = uiWords.number;
const { items } = uiWords;

const en = {
  title: (name: string) => `Take work back for ${name}`,
  lead: (name: string) =>
    `What was handed over when ${name} left, and nobody has finished. Choose whole kinds or single items; what is not chosen stays where it is.`,
  manageUsers: 'Manage Users',
  receipt: 'Receipt',
  open: 'Take work back',
  activate: (name: string) => `Activate ${name}`,
  table: 'What was handed over, by kind',
  nothing: 'Nothing is left to take back',
  nothingWhy: (name: string) => `All of it is finished, or with ${name} already.`,
  all: (kind: string) => `Take back: ${kind}`,
  moved: (count: number) => `${n(count)} handed over`,
  unfinished: (count: number) => (count === 0 ? 'all finished, or taken back' : `${n(count)} still to be done`),
  barred: (count: number, name: string) =>
    `${items(count)} cannot go to ${name} now, and ${count === 1 ? 'stays' : 'stay'}; the items say why.`,
  everything: 'Take back everything that can go back',
  touched: (count: number) =>
    `Also ${count === 1 ? '1 item that somebody has' : `${n(count)} items that somebody has`} worked on since`,
  workedOn: 'worked on since',
  allShown: (count: number) => `All ${n(count)} shown`,
  show: (kind: string) => `Single items: ${kind}`,
  hide: 'Hide the items',
  more: 'More items',
  away: 'The server cannot be reached. Try again shortly.',
  list: (kind: string) => `${kind}, item by item`,
  withheld: 'Record withheld',
  pool: 'in the unassigned pool',
  with: (name: string) => `with ${name}`,
  chosen: (count: number) => (count === 0 ? 'Nothing chosen yet.' : `${items(count)} chosen.`),
  button: 'Take back',
  confirm: (count: number, name: string) => `Take ${items(count)} back for ${name}?`,
  does: (count: number, name: string) => [
    `${items(count)} ${count === 1 ? 'goes' : 'go'} to ${name}, from whoever has ${count === 1 ? 'it' : 'them'} now.`,
    'Each line of the receipt says that it was taken back. What was cancelled stays cancelled.',
  ],
  done: (count: number, name: string) => `${items(count)} ${count === 1 ? 'is' : 'are'} with ${name} again.`,
  before: 'Taken back before',
  beforeLine: (count: number, by: string, reason: string) => `${items(count)}, ${by}: ${reason}`,
};

export const workReturnWords = inLanguage({ en });
