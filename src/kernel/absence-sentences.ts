import type { Facts } from './refusal.ts';

/** What is said of an absence, or of somebody away, that is turned down. Part of the sentences of all refusals. */
export const absenceSentences = {
  'absence/not-found': 'There is no such absence.',
  'absence/over': 'This absence is over. Add a new one.',
  'absence/days-reversed': 'The last day comes before the first. Change one of them.',
  'absence/in-the-past': 'The last day is past. An absence must last until today at least.',
  'absence/too-long': 'An absence lasts three years at most.',
  'absence/overlaps': 'Another absence of this person falls in these days. Change that one, or choose other days.',
  'absence/user-not-active': 'This person has left and holds nothing that could be covered.',
  'absence/covers-own': 'Nobody covers for themselves. Choose somebody else.',
  'absence/coverer-not-active': ({ name }) =>
    name
      ? `${name} is locked or has left. Choose somebody else.`
      : 'Somebody chosen is not active. Choose somebody else.',
  'absence/coverer-away': ({ name = 'Somebody chosen' }) => `${name} is away in these days too. Choose somebody else.`,
  'absence/cover-in-a-circle': ({ name = 'Somebody chosen' }) =>
    `${name} is away in these days and is covered by this person: the work of both would be left to nobody.`,
  'schedule/provider-away': ({ name = 'The provider' }) =>
    `${name} is away on that day. Choose another day or provider.`,
} as const satisfies Readonly<Record<string, string | ((facts: Facts) => string)>>;
