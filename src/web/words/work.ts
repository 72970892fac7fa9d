import { inLanguage } from './language.ts';
import { uiWords } from './ui.ts';

const n = uiWords.number;

/** What every page of work says alike. `item` names what it lists: one letter, many letters. */
const en = {
  nobody: 'Unassigned',
  numbered: (number: number) => `no. ${number}`,
  from: (name: string) => `from ${name}`,
  arrivedFor: (name: string) => `arrived for ${name}`,
  take: 'Take',
  takeNamed: (name: string) => `Take “${name}”`,
  took: (name: string) => `“${name}” is yours now.`,
  taking: {
    title: (name: string) => `Take “${name}”?`,
    leave: 'Leave it in the pool',
    close: 'Close, take nothing',
  },
  changed: 'Somebody has changed this in the meantime. It stands here as it is now.',
  showAll: 'Show all',
  noneOf: 'Nothing fits the filter',
  noneOfWhy: 'The filter above leaves nothing to show.',
  allStates: 'All states',
  state: 'State',
  actions: 'Actions',
  withheld: (count: number) =>
    count === 1
      ? '1 item is withheld from you: it concerns a record closed to you.'
      : `${n(count)} items are withheld from you: they concern records closed to you.`,
  withheldInPool: (count: number) =>
    count === 1
      ? '1 item here concerns a record closed to you and is not listed.'
      : `${n(count)} items here concern records closed to you and are not listed.`,
  notYours: (name: string) => `${name} holds this.`,
  onBehalf: (name: string) => `You cover for ${name}. What you do here is done on behalf of ${name}.`,

  give: {
    button: 'Give to somebody else',
    title: (name: string) => `Give “${name}” to somebody else`,
    named: (name: string) => `Give “${name}”`,
    close: 'Close, give nothing',
    who: 'Who has it from now on',
    pool: 'Nobody chosen: it waits in the unassigned pool.',
    needed: 'Choose somebody.',
    poolPlaceholder: 'Unassigned pool',
    give: 'Give',
    cancel: 'Cancel',
    loading: 'Loading the colleagues',
    given: (name: string) => `${name} has it now.`,
    pooled: 'It waits in the unassigned pool now.',
  },

  doubts: {
    title: (name: string) => `Before ${name} has it`,
    says: {
      away: 'Away, or soon to be.',
      'covers-somebody': 'Covers for a colleague who is away.',
      'number-missing': 'A number that this work needs is missing on the user’s page.',
      'leaving-too': 'Is to leave too.',
      overlaps: 'Booked at the same time already.',
      'cannot-see': 'May not see it: the record is closed, or the roles do not allow this work.',
      'not-at-site': 'Is not assigned to the site.',
      'not-bookable': 'Cannot be booked.',
      'after-last-day': 'Will have left by then.',
      'already-member': 'Is in the group already.',
      'both-ends': 'Stands at the other end of the rule.',
    } as Readonly<Record<string, string>>,
  },

  hands: {
    title: 'Who had it',
    none: 'It has been with nobody else.',
    failed: 'Who had it could not be loaded. Check the connection and try again.',
    gave: (by: string, to: string) => `${by} gave it to ${to}`,
    moved: (by: string, from: string, to: string) => `${by} moved it from ${from} to ${to}`,
    took: (by: string) => `${by} took it from the unassigned pool`,
    tookFrom: (by: string, from: string) => `${by} took it over from ${from}`,
    pooled: (by: string) => `${by} laid it into the unassigned pool`,
    toPool: 'It went into the unassigned pool',
    back: (to: string) => `Given back to ${to}`,
  },

  ending: { reason: 'Reason', missing: 'Say why, in a few words.', cancel: 'Cancel' },

  holders: {
    title: 'Who has it',
    author: 'Author',
    holder: 'Held by',
    arrivedFor: 'Arrived for',
    cameFrom: 'Came from',
    history: 'Who held it',
    held: (name: string) => name,
    pool: 'Unassigned pool',
    since: 'since',
    from: 'from',
    until: 'until',
  },
};

export const workWords = inLanguage({ en });
