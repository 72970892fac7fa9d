import { expect, test } from 'vitest';
import { waysOf } from './ways.ts';

const said = (query: string) =>
  waysOf(query).map((way) => `${way.by} ${'day' in way ? way.day : way.begins}${'whole' in way ? '!' : ''}`);

test.each([
  ['', ['name ']],
  ['  Smith ', ['name Smith']],
  ['smith ,jo', ['name smith, jo']],
  ['De  la Cruz', ['name De la Cruz']],
  ["o'neil-brown", ["name o'neil-brown"]],
  ['1980-05-12', ['birth 1980-05-12']],
  ['1980/5/2', ['birth 1980-05-02']],
  ['1980-02-30', ['number 19800230', 'health 19800230', 'phone 19800230', 'cell 19800230']],
  ['19800512', ['birth 1980-05-12', 'number 19800512', 'health 19800512', 'phone 19800512', 'cell 19800512']],
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
