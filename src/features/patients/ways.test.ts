import { expect, test } from 'vitest';
import { mayBe, waysOf } from './ways.ts';

const said = (query: string) =>
  waysOf(query).map((way) => {
    if (way.by === 'birth') return `birth ${way.day} to the ${way.known}`;
    if (way.by === 'birth-in') return `birth from ${way.from} until ${way.until}`;
    return `${way.by} ${way.begins}${'whole' in way ? '!' : ''}`;
  });
const on = (day: string, month: string, year: string) => [
  `birth ${day} to the day`,
  `birth ${month} to the month`,
  `birth ${year} to the year`,
];

test.each([
  ['', ['name ']],
  ['  Smith ', ['name Smith']],
  ['smith ,jo', ['name smith, jo']],
  ['De  la Cruz', ['name De la Cruz']],
  ["o'neil-brown", ["name o'neil-brown"]],
  ['1980-05-12', on('1980-05-12', '1980-05-01', '1980-01-01')],
  ['1980/5/2', on('1980-05-02', '1980-05-01', '1980-01-01')],
  ['1980-05', ['birth from 1980-05-01 until 1980-06-01', 'birth 1980-01-01 to the year']],
  ['1980/12', ['birth from 1980-12-01 until 1981-01-01', 'birth 1980-01-01 to the year']],
  ['1980-13', ['number 198013', 'health 198013', 'phone 198013', 'cell 198013']],
  ['1980', ['number 1980', 'health 1980', 'phone 1980', 'cell 1980', 'birth from 1980-01-01 until 1981-01-01']],
  ['2505', ['number 2505', 'health 2505', 'phone 2505', 'cell 2505']],
  ['1980-02-30', ['number 19800230', 'health 19800230', 'phone 19800230', 'cell 19800230']],
  [
    '19800512',
    [
      ...on('1980-05-12', '1980-05-01', '1980-01-01'),
      'number 19800512',
      'health 19800512',
      'phone 19800512',
      'cell 19800512',
    ],
  ],
  ['7', ['number 7!']],
  ['12 3', ['number 123', 'health 123', 'phone 123', 'cell 123']],
  ['(250) 555-0110', ['number 2505550110', 'health 2505550110', 'phone 2505550110', 'cell 2505550110']],
  ['1 250 555 0110', ['number 12505550110', 'health 12505550110', 'phone 2505550110', 'cell 2505550110']],
  ['+1 250', ['number 1250', 'health 1250', 'phone 250', 'cell 250']],
  ['trem 1234-5', ['name trem 1234-5', 'health TREM12345']],
  ['Abshire638', ['name Abshire638', 'health ABSHIRE638']],
  ['1234 567 ab', ['name 1234 567 ab', 'health 1234567AB']],
  ['é1', ['name é1']],
  ['-', ['name -']],
  ['%_\\', ['name %_\\']],
])('%j is looked for as %j', (query, ways) => {
  expect(said(query)).toEqual(ways);
});

test.each([
  ['1984-03-12', '1984-03-12', false],
  ['1984-03-12', '1984-03', true],
  ['1984-03-12', '1984', true],
  ['1984-03', '1984-03', false],
  ['1984-03', '1984', true],
  ['1984', '1984', false],
  ['smith', '1984', false],
  ['1984-03-12', null, false],
])('looked for by %j, somebody born %j may be the one: %s', (query, born, may) => {
  expect(mayBe(query, born)).toBe(may);
});
