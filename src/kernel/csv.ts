/** One cell. What a spreadsheet would take for a formula gets an apostrophe in front, and stays text. @see docs/sources.md#owasp-csv */
export function cell(value: string | number): string {
  const text = typeof value === 'number' ? String(value) : /^\s*[=+\-@]|^[\t\r\n]/.test(value) ? `'${value}` : value;
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Rows as lines of a file. @see docs/sources.md#rfc-4180 */
export const csvLines = (rows: readonly (readonly (string | number)[])[]): string =>
  rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');

/** The mark at the beginning of a file that tells spreadsheets it is UTF-8. */
export const UTF8_MARK = '\uFEFF';
