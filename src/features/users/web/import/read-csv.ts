import { CsvError, type CsvErrorCode, parse } from 'csv-parse/browser/esm/sync';

/** A table as it stands in a file: rows of cells, the first of them the head. */
export type Table = readonly (readonly string[])[];

/** Why a file cannot be read as a table; row and column as a spreadsheet counts them, from 1. */
export interface Broken {
  readonly problem:
    | 'workbook'
    | 'utf-16'
    | 'not-utf-8'
    | 'nul'
    | 'quote-open'
    | 'quote-inside'
    | 'too-large'
    | 'too-many-rows';
  readonly row?: number;
  readonly column?: number;
}
export type Read = { readonly ok: true; readonly table: Table } | ({ readonly ok: false } & Broken);

/** Larger than 5,000 full records will ever be; nothing is read of a file that is larger still. */
export const MOST_BYTES = 12 * 1024 * 1024;

const SEPARATORS = [',', ';', '\t'] as const;
const broken = (problem: Broken['problem'], at: Omit<Broken, 'problem'> = {}): Read => ({ ok: false, problem, ...at });

/** Reads what a file holds. `mostRows` counts the head; where there are more, none of the rest is read. */
export function readBytes(bytes: Uint8Array, mostRows: number): Read {
  if (bytes.length > MOST_BYTES) return broken('too-large');
  const [first, second, third, fourth] = bytes;
  if (first === 0x50 && second === 0x4b && third === 3 && fourth === 4) return broken('workbook');
  const inHalves = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  if (inHalves || isMostlyNul(bytes)) return broken('utf-16');
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  const read = readText(text, mostRows);
  if (isUtf8(bytes)) return read;
  // What could not be read as UTF-8 stands as a replacement character: the first one says where to look.
  return broken('not-utf-8', read.ok ? whereIs('\uFFFD', read.table) : {});
}

/** Latin letters in UTF-16 are every other byte a NUL, with or without a mark in front. */
const isMostlyNul = (bytes: Uint8Array): boolean => {
  const some = bytes.subarray(0, 1000);
  return some.length > 1 && some.filter((byte) => byte === 0).length * 3 > some.length;
};

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function whereIs(character: string, table: Table): Pick<Broken, 'row' | 'column'> {
  const row = table.findIndex((cells) => cells.some((cell) => cell.includes(character)));
  if (row < 0) return {};
  return { row: row + 1, column: (table[row] ?? []).findIndex((cell) => cell.includes(character)) + 1 };
}

/** Reads a text as rows of cells: comma, semicolon or tab, whichever the first line has most of. */
export function readText(given: string, mostRows: number): Read {
  const text = given.startsWith('\uFEFF') ? given.slice(1) : given;
  const [named, separator] = /^sep=([^"\r\n])(?:\r\n|\r|\n|$)/i.exec(text) ?? [];
  const body = named === undefined ? text : text.slice(named.length);
  try {
    const table = parse(body, {
      delimiter: separator ?? separatorOf(body),
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      to: mostRows + 1,
    });
    // Empty lines at the end are no rows.
    const last = table.findLastIndex((cells) => cells.some((cell) => cell !== ''));
    const rows = table.slice(0, last + 1);
    if (rows.length > mostRows) return broken('too-many-rows');
    const nul = whereIs('\0', rows);
    return nul.row ? broken('nul', nul) : { ok: true, table: rows };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const { records = 0, column = 0 } = error as { records?: number; column?: number };
    return broken(problemOf(error.code), { row: records + 1, column: column + 1 });
  }
}

const problemOf = (code: CsvErrorCode): Broken['problem'] =>
  code === 'CSV_QUOTE_NOT_CLOSED' ? 'quote-open' : 'quote-inside';

/** Whatever stands in quotes separates nothing. */
function separatorOf(text: string): string {
  const [line = ''] = text.replaceAll(/"(?:[^"]|"")*"/g, '').split(/[\r\n]/, 1);
  const counted = SEPARATORS.map((one) => ({ one, times: line.split(one).length }));
  return counted.toSorted((a, b) => b.times - a.times)[0]?.one ?? ',';
}
