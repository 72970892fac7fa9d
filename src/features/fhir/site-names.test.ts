import { expect, test } from 'vitest';
import type { SiteRow } from './rows.ts';
import { namedApart } from './site-names.ts';

const row = (name: string, short_name: string, closed = false) => ({ name, short_name, closed }) as SiteRow;
const here = [{ name: 'Alder Point', shortName: 'AP' }];
const named = (...rows: readonly SiteRow[]) =>
  namedApart(rows, here).map(({ name, short_name }) => `${name}, ${short_name}`);

test('what nobody has stays as it is', () => {
  expect(named(row('Fernhill', 'FER'))).toEqual(['Fernhill, FER']);
});

test('a name that is taken, here or in the same file, is numbered without regard to case', () => {
  expect(named(row('ALDER POINT', 'ap'), row('Alder Point', 'AP'), row('Alder Point (2)', 'AP2'))).toEqual([
    'ALDER POINT (2), ap2',
    'Alder Point (3), AP3',
    'Alder Point (2) (2), AP22',
  ]);
});

test('a short name stays short, and there is one', () => {
  expect(named(row('A', 'ABCDEFGHIJ'), row('B', 'ABCDEFGH'), row('—', ''))).toEqual([
    'A, ABCDEFGH',
    'B, ABCDEFG2',
    '—, S',
  ]);
});

test('closed sites take no name from anybody', () => {
  expect(named(row('Alder Point', 'AP', true), row('Fernhill', 'FER', true), row('Fernhill', 'FER'))).toEqual([
    'Alder Point, AP',
    'Fernhill, FER',
    'Fernhill, FER',
  ]);
});

test('each gets the next colour', () => {
  const colours = namedApart([row('A', 'A'), row('B', 'B')], here).map(({ colour }) => colour);
  expect(colours).toEqual(['blue', 'indigo']);
});
