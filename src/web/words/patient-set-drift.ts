import { uiWords } from './ui.ts';

const n = uiWords.number;

/** What a set was made from, and how it differs from that by now. Part of the words of patient sets. */
export const drift = {
  notForYou: 'Not shown to you: this set keeps charts from you.',
  single: 'Single patients were named. There are no criteria that could be asked again.',
  cut: (criteria: string, cutTo: number) =>
    `${criteria} The first ${n(cutTo)} of them: a limit cut the report short, so it cannot be asked again.`,
  keep: 'Keep up to date',
  keepWhy:
    'Off: the set is a snapshot, as it was saved. On: it follows its criteria by itself when patients change and each night; each change is a version and an entry.',
  look: 'Compare with the criteria',
  again: 'Compare again',
  none: 'The set has exactly the patients who meet its criteria now, as far as they are open to you.',
  joins: (count: number) =>
    count === 1
      ? '1 patient meets the criteria and is not in the set'
      : `${n(count)} patients meet the criteria and are not in the set`,
  departs: (count: number) =>
    count === 1
      ? '1 patient of the set no longer meets the criteria'
      : `${n(count)} patients of the set no longer meet the criteria`,
  patient: (name: string, number: number) => `${name}, no. ${number}`,
  reason: 'Why it is updated',
  update: 'Update',
  done: (version: number, joined: number, departed: number) =>
    `The set is updated: version ${n(version)}, ${n(joined)} in, ${n(departed)} out.`,
  keeperLeft: (name: string) => `${name} has left. An administrator becomes keeper within a minute`,
  keeperLeftWhy: 'It acts in the name of its keeper. If it does not go on, turn this off and on again to take it over.',
  byItself: 'Kept up to date',
  kept: 'The set follows its criteria by itself from now on.',
  notKept: 'The set stays as it is from now on.',
};
