import { inLanguage } from './language.ts';

const number = new Intl.NumberFormat('en-CA');
const n = (value: number) => number.format(value);
/** How much heavier a desk becomes; beyond ten times, percents say nothing. */
function moreThan(today: number, gained: number): string {
  if (today === 0) return 'none today';
  const share = gained / today;
  if (share >= 10) return `${n(today)} today, ${n(Math.round(1 + share))} times as many`;
  return `${n(today)} today, ${share < 0.01 ? 'under 1' : n(Math.round(share * 100))}% more`;
}
/** Inside a sentence a label starts small, an abbreviation keeps its capitals. */
const within = (label: string) =>
  /^\p{Lu}\p{Ll}/u.test(label) ? label.charAt(0).toLocaleLowerCase('en') + label.slice(1) : label;
const items = (count: number) => `${n(count)} ${count === 1 ? 'item' : 'items'}`;

const en = {
  product: 'Custodian',
  number: n,
  items,
  loading: 'Loading',
  tryAgain: 'Try again',
  goBack: 'Go back',
  signIn: 'Sign in',
  reference: (reference: string) => `Reference ${reference}`,
  path: 'Path',

  error: {
    signedOut: 'You are signed out',
    notPermitted: 'This is not open to you',
    notFound: 'There is nothing here',
    turnedDown: 'This was turned down',
    noSuchPage: 'There is no page at this address',
    noSuchPageWhy: 'It may have been moved. The tabs above lead to everything you may open.',
    failed: 'This page could not be loaded',
    failedWhy: 'Nothing was changed. It is not your doing.',
  },

  status: { active: 'Active', locked: 'Locked', away: 'Away', inactive: 'Deactivated' },
  userDeactivated: 'User Deactivated',
  /** A person of whom a sentence tells what was done. */
  named: ({ name, deactivated }: { readonly name: string; readonly deactivated: boolean }) =>
    deactivated ? `${name} (User Deactivated)` : name,

  forWhom: (name: string) => `for ${name}`,
  filters: 'Filters',
  table: {
    selectAll: 'Select all on this page',
    select: (name: string) => `Select ${name}`,
    sortBy: 'Sort by',
    ascending: 'Ascending, turn round',
    descending: 'Descending, turn round',
  },
  pager: {
    label: 'Pages',
    previous: 'Previous',
    next: 'Next',
    range: (from: number, to: number, total: number | undefined) =>
      total === 0
        ? 'Nothing to list'
        : total === undefined
          ? `${n(from)} to ${n(to)}`
          : `${n(from)} to ${n(to)} of ${n(total)}`,
  },

  password: {
    close: 'Close, change nothing',
    cancel: 'Cancel',
    label: 'Your password',
    why: 'The password you sign in with, to confirm that it is you.',
    show: 'Show the password',
    missing: 'Type your password first.',
  },

  twoLists: { moved: (name: string, list: string) => `${name} moved to ${list}` },

  sections: {
    label: 'Sections of this page',
    done: 'filled in',
    todo: 'empty',
    wrong: 'needs a look',
  },

  letterhead: {
    label: 'Letterhead preview',
    caption: 'On prescriptions and consultations',
    tel: (phone: string) => `Tel ${phone}`,
    fax: (fax: string) => `Fax ${fax}`,
    own: 'own',
    sites: 'site’s',
    prescriptions: 'prescriptions',
    check: 'check',
  },

  personSelect: { type: 'Type a name', nobody: 'Nobody of that name' },

  time: {
    today: (time: string) => `Today ${time}`,
    yesterday: (time: string) => `Yesterday ${time}`,
    tomorrow: (time: string) => `Tomorrow ${time}`,
  },

  flow: {
    nothing: (leaver: string) => `${leaver} holds no open work.`,
    picture: (total: number, leaver: string, places: number) =>
      `${items(total)} of ${leaver} ${total === 1 ? 'goes' : 'go'} to ${places === 1 ? 'one place' : `${n(places)} places`}. The same numbers stand in the table below.`,
    from: (leaver: string, total: number) => `${leaver}: ${items(total)}`,
    goTo: 'go to',
    load: 'Open items, today and after',
    band: (kind: string, count: number, to: string) => `${kind}: ${n(count)} to ${to}`,
    takes: (count: number) => `takes ${items(count)}`,
    today: moreThan,
    part: (count: number, kind: string) => `${n(count)} ${within(kind)}`,
    todayAndAfter: (today: number, after: number) =>
      `${n(today)} open ${today === 1 ? 'item' : 'items'} today, ${n(after)} after`,
    undecided: 'Not decided',
    toDecide: (count: number) => `${n(count)} to decide`,
    holds: 'holds today',
    comes: (leaver: string) => `comes from ${leaver}`,
    thicker: 'The thicker the band, the more items.',
    asTable: 'The same as a table',
    table: 'Flow as a table',
    kind: 'Kind of work',
    all: 'All',
  },
};

export const uiWords = inLanguage({ en });
