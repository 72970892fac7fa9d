import { expect, test } from 'vitest';
import { csvLines, textOfCell } from './csv.ts';

test.each([
  ['a; b', '"a; b"'],
  ['a\tb', '"a\tb"'],
  ["'=1+1", "''=1+1"],
  ["'plain", "'plain"],
  ['\t=1', `"'\t=1"`],
  ['\n=1', `"'\n=1"`],
  ['sep=;', '"sep=;"'],
  ['', '""'],
])('a cell of %j is written %s', (value, expected) => {
  expect(csvLines([[value]])).toBe(`${expected}\r\n`);
});

test('rows are lines, and an empty cell among others is nothing', () => {
  expect(
    csvLines([
      ['a', ''],
      ['', 2],
    ]),
  ).toBe('a,\r\n,2\r\n');
});

test.each([
  ["'=1", '=1'],
  ["''=1", "'=1"],
  ["'plain", "'plain"],
  ['=1', '=1'],
])('of the cell %j the text is %j', (read, text) => {
  expect(textOfCell(read)).toBe(text);
});
