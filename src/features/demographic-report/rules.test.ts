import { describe, expect, test } from 'vitest';
import type { RefusalCode } from '#kernel/refusal.ts';
import { criteriaSentence } from '#web/words/report-criteria.ts';
import type { Criteria } from './contract.ts';
import { ageSpanOf, criteriaPossible, pastedIds, postalPrefix } from './rules.ts';

type Age = NonNullable<Criteria['age']>;
const age = (comparison: Age['comparison'], from: string, to?: string): Age => ({
  comparison,
  from,
  style: 'exact',
  ...(to === undefined ? {} : { to }),
});

test.each<[Age, number, number | null]>([
  [age('younger', '40'), 0, 480],
  [age('younger', '18m'), 0, 18],
  [age('older', '40'), 492, null],
  [age('older', '12 m'), 13, null],
  [age('equal', '0'), 0, 12],
  [age('equal', '40'), 480, 492],
  [age('equal', '7M'), 7, 8],
  [age('between', '40', '42'), 492, 504],
  [age('between', '6m', '2'), 7, 24],
  [age('between-including', '40', '40'), 480, 492],
  [age('between-including', '12m', '24m'), 12, 25],
  [age('between-including', '0', '150'), 0, 1812],
])('%j is from %i months to below %s', (asked, least, below) => {
  expect(ageSpanOf(asked)).toEqual({ least, below });
});

test.each<[Criteria, RefusalCode]>([
  [{ age: age('older', ' ') }, 'report/age-missing'],
  [{ age: age('between', '40') }, 'report/age-missing'],
  [{ age: age('equal', 'forty') }, 'report/age-unreadable'],
  [{ age: age('equal', '-1') }, 'report/age-unreadable'],
  [{ age: age('equal', '1e3') }, 'report/age-unreadable'],
  [{ age: age('equal', '40.5') }, 'report/age-unreadable'],
  [{ age: age('older', '151') }, 'report/age-impossible'],
  [{ age: age('older', '999999999') }, 'report/age-impossible'],
  [{ age: age('between', '50', '40') }, 'report/ages-reversed'],
  [{ age: age('between-including', '2', '23m') }, 'report/ages-reversed'],
  [{ age: age('between', '40', '41') }, 'report/ages-contradict'],
  [{ age: age('between', '40', '40') }, 'report/ages-contradict'],
  [{ age: age('younger', '0') }, 'report/age-impossible'],
  [{ age: age('younger', '0m') }, 'report/age-impossible'],
  [{ lastVisit: { after: '2026-03-02', before: '2026-03-01' } }, 'report/visits-contradict'],
  [{ lastVisit: { after: '2026-02-28', before: '2026-03-01' } }, 'report/visits-contradict'],
  [{ demographicIds: Array.from({ length: 50_001 }, (_, n) => n).join(' ') }, 'report/too-many-ids'],
  [{ demographicIds: Array.from({ length: 50_001 }, (_, n) => `x${n}`).join(';') }, 'report/too-many-ids'],
])('%j is refused with %s', (criteria, code) => {
  expect(() => criteriaPossible(criteria)).toThrow(code);
});

test.each<Criteria>([
  {},
  { lastVisit: { after: '2026-02-27', before: '2026-03-01' } },
  { demographicIds: Array.from({ length: 50_000 }, (_, n) => n).join(',') },
  { demographicIds: '7 '.repeat(900_000) },
])('what somebody can meet is asked for', (criteria) => {
  expect(() => criteriaPossible(criteria)).not.toThrow();
});

describe('a pasted list', () => {
  test('is split at white space, full stops, commas and semicolons; nothing is dropped', () => {
    expect(pastedIds(' 12,13;14.15\n16\t12 x7 1e3 -4 0012 99999999999999999 ')).toEqual({
      numbers: [12, 13, 14, 15, 16],
      unreadable: ['x7', '1e3', '-4', '99999999999999999'],
    });
  });
  test('of nothing is nothing', () => expect(pastedIds(' ,;. ')).toEqual({ numbers: [], unreadable: [] }));
});

test('a postal code is compared without its space', () => expect(postalPrefix(' v9s 0a ')).toBe('V9S0A'));

test.each<[Criteria, string]>([
  [{}, 'All patients.'],
  [{ age: age('older', '65') }, 'Patients older than 65 years today.'],
  [
    { age: { ...age('between-including', '12m', '2'), style: 'year', asOf: '2026-05-03' }, sexes: ['female', ''] },
    'Patients between and including 12 months and 2 years old at some time in 2026, with the sex female or not given.',
  ],
  [
    { lastName: 'Sm ', postalCode: 'V9S', lastVisit: { before: '2026-01-01' }, providerIds: ['a' as never, null] },
    'Patients whose last name begins with “Sm”, whose provider is Ada Lindqvist or nobody, last seen before January 1, 2026, whose postal code begins with “V9S”.',
  ],
  [{ demographicIds: '4, 7' }, 'Patients with the demographic number 4 or 7.'],
  [{ demographicIds: '4 x' }, 'Patients with the demographic number 4.'],
  [{ demographicIds: 'x' }, 'Patients with a demographic number that is none.'],
  [{ demographicIds: ' ;,' }, 'Patients with a demographic number that is none.'],
  [{ providerIds: ['b' as never] }, 'Patients whose provider is somebody not known here.'],
  [{ demographicIds: '1 2 3 4 5 6 6' }, 'Patients with one of 6 demographic numbers.'],
])('%j reads back', (criteria, said) => {
  expect(criteriaSentence(criteria, (id) => (id === 'a' ? 'Ada Lindqvist' : undefined))).toBe(said);
});
