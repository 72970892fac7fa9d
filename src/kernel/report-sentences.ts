import type { Facts } from './refusal.ts';

const grouped = (count: string | number) => (typeof count === 'number' ? count.toLocaleString('en-CA') : count);

/** What is said of a report that is turned down. Part of the sentences of all refusals. */
export const reportSentences = {
  'report/age-missing': 'Give the age: 40 for years, 18m for months.',
  'report/age-unreadable': ({ age = 'This' }) => `Not an age: “${age}”. Write 40 for years, 18m for months.`,
  'report/age-impossible': ({ age = 'This', comparison }) =>
    comparison ? `Nobody is younger than ${age}.` : `Nobody has the age of ${age}. Ages go up to 150 years.`,
  'report/ages-reversed': 'The first age is above the second. Write the lower one first.',
  'report/ages-contradict':
    'Nobody can be of such an age. “Between” leaves both ages out; choose “between and including” to take them in.',
  'report/visits-contradict': 'No day lies after the one and before the other. Neither day is itself included.',
  'report/too-many-ids': ({ ids = 'These', most = 50_000 }) =>
    `${grouped(ids)} Demographic IDs are too many for one report. Paste at most ${grouped(most)} at a time.`,
  'report/too-long-to-print': ({ patients = 'These', most = 5_000 }) =>
    `${grouped(patients)} patients are too many to print. Print at most ${grouped(most)}, or take them along as CSV.`,
  'report/query-not-found': 'This query is not there any more.',
  'report/query-not-yours': 'This query belongs to somebody else. Save it under a name of your own.',
  'report/query-name-taken': 'There is a query of this name already. Choose another name, or change that one.',
} as const satisfies Readonly<Record<string, string | ((facts: Facts) => string)>>;
