import { uiWords } from './ui.ts';

const n = uiWords.number;
const listed = new Intl.ListFormat('en-CA', { type: 'conjunction' });
const either = new Intl.ListFormat('en-CA', { type: 'disjunction' });
const counted = (count: number, one: string, many: string) => `${n(count)} ${count === 1 ? one : many}`;

/** The rules of a plan in words, on the page of the plan and on the leaver's. */
export const planRuleWords = {
  count: (count: number) => counted(count, 'rule', 'rules'),
  add: 'Add a rule',
  addTo: (kind: string) => `Add a rule: ${kind}`,
  order: 'Each item goes by the first rule that fits it and whose successor can take it.',
  list: (kind: string) => `Rules: ${kind}`,
  left: 'Everything else has no place yet',
  leadsTo: 'then',
  everything: 'All the rest',
  all: 'All of them',
  notTaken: 'What they cannot take',
  where: (parts: readonly string[]) => {
    const text = parts.join(', ');
    return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
  },
  isFacet: (facet: string) => facet,
  atSite: (site: string) => `at ${site}`,
  unknownSite: 'a site that is not there',
  between: (from: string, until: string) => (from === until ? `on ${from}` : `${from} to ${until}`),
  since: (day: string) => `from ${day}`,
  up: (day: string) => `until ${day}`,
  ofMrp: (name: string) => `patients of ${name}`,
  somebody: 'somebody who is not here',
  inSet: (set: string) => `patient set ${set}`,
  unknownSet: 'that is not there',
  inSome: 'of some patients',
  named: (from: string, to: string) => (from === to ? `last name ${from}` : `last name ${from} to ${to}`),
  aged: (from: number | undefined, to: number | undefined) =>
    from === undefined
      ? `up to ${n(to ?? 0)} years old`
      : to === undefined
        ? `${n(from)} years and older`
        : from === to
          ? `${n(from)} years old`
          : `${n(from)} to ${n(to)} years old`,
  livesAt: (prefix: string) => `postal code ${prefix}…`,
  chosen: (count: number) => counted(count, 'item chosen by hand', 'items chosen by hand'),
  cancel: 'Cancel',
  moves: (label: string, names: readonly string[]) =>
    `${label === '' ? '' : `${label}: `}${names.length > 1 ? `evenly to ${listed.format(names)}` : names.join('')}`,
  whom: (names: readonly string[]) => either.format(names),
  catchesNothing: 'Catches nothing now: no item fits, or the rules before it take them.',
  edit: 'Change',
  editOf: (name: string) => `Change: ${name}`,
  title: (kind: string) => `Rule for ${kind}`,
  close: 'Cancel',
  which: 'Which items',
  any: 'Any',
  facet: 'State',
  site: 'Site',
  fromDay: 'From',
  untilDay: 'Until',
  waitsFrom: 'Waiting since, from',
  waitsUntil: 'Waiting since, until',
  reversed: 'Ends before it begins.',
  mrp: 'MRP of the patient',
  set: 'Patient set',
  nameFrom: 'Last name from',
  nameTo: 'Last name to',
  ageFrom: 'Age from',
  ageTo: 'Age to',
  postalCode: 'Postal code begins with',
  patientHelp:
    'Accents do not count. A patient who is closed to you is found by none of name, age and postal code: a rule without them takes that patient too.',
  whatHappens: 'What happens to them',
  how: 'What happens',
  hows: (how: 'transfer' | 'cancel' | 'return', moveTo: string) =>
    ({ transfer: moveTo, cancel: 'Cancel', return: 'Unassigned pool' })[how],
  successors: 'Successors',
  successor: 'Successor',
  another: 'Another successor',
  evenly: 'Several take turns, so that each gets as many.',
  without: (name: string) => `Without ${name}`,
  nobody: 'Choose who takes them.',
  done: 'Change the rule',
  addIt: 'Add the rule',
  moveUp: (name: string) => `Move up: ${name}`,
  moveDown: (name: string) => `Move down: ${name}`,
  remove: (name: string) => `Remove: ${name}`,
};
