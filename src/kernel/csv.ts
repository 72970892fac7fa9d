// What spreadsheets take for a formula, however many apostrophes were put before it to keep it text.
const FORMULA = /^'*(\s*[=+\-@]|[\t\r\n])/;
// Any separator, also those of other countries, a space that might be lost, and the first line that names a separator.
const NEEDS_QUOTES = /[",;\t\r\n]|^\s|\s$|^sep=/i;

/** One cell. What a spreadsheet would take for a formula gets an apostrophe in front, and stays text. @see docs/sources.md#owasp-csv */
export function cell(value: string | number): string {
  const text = typeof value === 'number' ? String(value) : FORMULA.test(value) ? `'${value}` : value;
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The text that a cell was written for: without the apostrophe that keeps it from being a formula. */
export const textOfCell = (read: string): string =>
  read.startsWith("'") && FORMULA.test(read.slice(1)) ? read.slice(1) : read;

/** Whether a spreadsheet would calculate with this cell. */
export const isFormula = (read: string): boolean => /^\s*[=+\-@]/.test(read);

// A line of nothing would be no row.
const line = (row: readonly (string | number)[]): string =>
  row.length === 1 && row[0] === '' ? '""' : row.map(cell).join(',');

/** Rows as lines of a file. @see docs/sources.md#rfc-4180 */
export const csvLines = (rows: readonly (readonly (string | number)[])[]): string =>
  rows.map((row) => `${line(row)}\r\n`).join('');

/** The mark at the beginning of a file that tells spreadsheets it is UTF-8. */
export const UTF8_MARK = '\uFEFF';
