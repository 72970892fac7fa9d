import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvLines, isFormula, textOfCell, UTF8_MARK } from '#kernel/csv.ts';
import { MOST_BYTES, readBytes, readText } from './read-csv.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const latin1 = (text: string) => Uint8Array.from(text, (letter) => letter.codePointAt(0) ?? 0);
const utf16 = (text: string) => new Uint8Array(Buffer.from(text, 'utf16le'));

describe('what the export writes reads back the same', () => {
  const nasty = [
    '',
    ' ',
    "'",
    "''=1",
    "'=1",
    '=1+1',
    '+1 250',
    '-',
    '@a',
    '"',
    '""',
    'a,b',
    'a;b',
    'a\tb',
    '\r',
    '\n',
    '\r\n',
    '\t=1',
    "'\t",
    'sep=;',
    'sep=',
    'SEP=,',
    '\uFEFF',
    '\uFEFFa',
    'é',
    '日本',
    '😀',
    '  spaced  ',
    "'plain",
    ' =1',
  ];
  const text = fc.oneof(
    fc.constantFrom(...nasty),
    fc.array(fc.constantFrom(...nasty), { maxLength: 4 }).map((parts) => parts.join('')),
    fc.string({ unit: 'binary' }).filter((one) => !one.includes('\0')),
  );
  // An oracle that needs no reader: the table itself. A last row of empty cells is no row, hence the mark at its end.
  const table = fc
    .integer({ min: 1, max: 6 })
    .chain((width) => fc.array(fc.array(text, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 8 }))
    .map((rows) => rows.map((cells) => [...cells, 'end']));

  test('any table of texts', () => {
    fc.assert(
      fc.property(table, (rows) => {
        const read = readBytes(bytes(UTF8_MARK + csvLines(rows)), 100);
        expect(read.ok && read.table.map((cells) => cells.map(textOfCell))).toEqual(rows);
      }),
      { numRuns: 2000 },
    );
  });

  test('one column too, whatever is in it', () => {
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 8 }), (column) => {
        const rows = [...column, 'end'].map((one) => [one]);
        const read = readBytes(bytes(UTF8_MARK + csvLines(rows)), 100);
        expect(read.ok && read.table.map((cells) => cells.map(textOfCell))).toEqual(rows);
      }),
      { numRuns: 2000 },
    );
  });

  test('no cell of it is a formula to a spreadsheet', () => {
    fc.assert(
      fc.property(table, (rows) => {
        const read = readBytes(bytes(UTF8_MARK + csvLines(rows)), 100);
        const cells = read.ok ? read.table.flat() : [];
        expect(cells.filter((cell) => isFormula(cell) || /^[\t\r\n]/.test(cell))).toEqual([]);
      }),
    );
  });
});

test.each([
  ['commas', 'a,b\r\n1,2\r\n'],
  ['semicolons', 'a;b\n1;2'],
  ['tabs', 'a\tb\r1\t2\r'],
  ['a byte order mark', '\uFEFFa,b\n1,2\n'],
  ['a line that names the separator', 'sep=;\r\na;b\r\n1;2\r\n'],
  ['the same after the mark', '\uFEFFSep=|\na|b\n1|2\n'],
  ['quotes', '"a","b"\n"1","2"\n'],
  ['empty lines at the end', 'a,b\n1,2\n\n\n,\n'],
])('reads %s', (_, text) => {
  expect(readBytes(bytes(text), 10)).toEqual({
    ok: true,
    table: [
      ['a', 'b'],
      ['1', '2'],
    ],
  });
});

test('an empty line between rows keeps its number, and a short row stays short', () => {
  expect(readText('a,b\n\n1,2\n3\n', 10)).toEqual({ ok: true, table: [['a', 'b'], [''], ['1', '2'], ['3']] });
});

test('what separates is what the head has most of, outside of quotes', () => {
  expect(readText('"a;b;c",d\n"1;2",3\n', 10)).toEqual({
    ok: true,
    table: [
      ['a;b;c', 'd'],
      ['1;2', '3'],
    ],
  });
});

test.each([
  ['a quote that is never closed', 'a,b\n1,2\n3,"4\n5,6\n', { problem: 'quote-open', row: 3, column: 2 }],
  ['a quote within a cell', 'a,b\n1,say "hi"\n', { problem: 'quote-inside', row: 2, column: 2 }],
  ['text after a quote', 'a,b\n"1" x,2\n', { problem: 'quote-inside', row: 2, column: 1 }],
  ['a NUL', 'a,b\n1,2\nx,y\0\n', { problem: 'nul', row: 3, column: 2 }],
])('%s is told with its place', (_, text, expected) => {
  expect(readBytes(bytes(text), 10)).toEqual({ ok: false, ...expected });
});

test('another encoding is told apart from UTF-8', () => {
  expect(readBytes(latin1('a,b\n1,2\nRené,x\n'), 10)).toEqual({ ok: false, problem: 'not-utf-8', row: 3, column: 1 });
  expect(readBytes(utf16('\uFEFFa,b\n1,2\n'), 10)).toEqual({ ok: false, problem: 'utf-16' });
  expect(readBytes(utf16('a,b\n1,2\n'), 10)).toEqual({ ok: false, problem: 'utf-16' });
  expect(readBytes(latin1('PK\u0003\u0004...'), 10)).toEqual({ ok: false, problem: 'workbook' });
  // A replacement character that somebody has typed is a character.
  expect(readBytes(bytes('a\n\uFFFD\n'), 10)).toMatchObject({ ok: true });
});

test('100,000 rows are turned down after the first that is too many, and more bytes than that unread', () => {
  const many = `a,b\n${'1,2\n'.repeat(100_000)}`;
  // Of the processor's time: how long it takes by the clock is a matter of what else runs.
  const began = process.cpuUsage();
  expect(readBytes(bytes(many), 5001)).toEqual({ ok: false, problem: 'too-many-rows' });
  expect(process.cpuUsage(began).user).toBeLessThan(2e6);
  expect(readBytes(new Uint8Array(MOST_BYTES + 1), 5001)).toEqual({ ok: false, problem: 'too-large' });
  expect(readText(`a\n${'1\n'.repeat(5000)}`, 5001)).toMatchObject({ ok: true });
});
