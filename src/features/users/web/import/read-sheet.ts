import { importWords } from '#web/words/import-users.ts';
import { type Column, nearest } from '../../import-columns.ts';
import { labelOf } from './labels.ts';
import type { Table } from './read-csv.ts';

const words = importWords.file;

/** A table as it is sent: what each column is, and where each row stands in the file. */
export interface SheetRead {
  readonly columns: string[];
  readonly rows: string[][];
  /** Which row of the file each of them is, from 1. */
  readonly numbers: readonly number[];
  /** The example of the template was among them. */
  readonly leftExample: boolean;
}
export type ReadSheet =
  | { readonly ok: true; readonly sheet: SheetRead }
  | { readonly ok: false; readonly says: string };

// A star marks what is needed, in the template too.
const plain = (label: string): string =>
  label
    .replace(/\*\s*$/, '')
    .trim()
    .replaceAll(/\s+/g, ' ')
    .toLowerCase();
const isEmpty = (cells: readonly string[]): boolean => cells.every((cell) => cell.trim() === '');
const no = (...says: readonly string[]): ReadSheet => ({ ok: false, says: says.join('').trim() });

/** Finds out what the columns of a table are, by their names in its first row. */
export function readSheet(table: Table, known: readonly Column[], example: readonly string[]): ReadSheet {
  const [head = [], ...body] = table;
  const used = head.flatMap((label, at) =>
    label.trim() === '' && body.every((cells) => (cells[at] ?? '').trim() === '') ? [] : [{ label, at }],
  );
  const found: { readonly column: Column; readonly at: number }[] = [];
  for (const { label, at } of used) {
    const column = known.find((one) => plain(labelOf(one)) === plain(label));
    if (label.trim() === '') return no(words.broken['column-unnamed'], words.at(1, at + 1));
    if (!column) return no(words.columnUnknown(label.trim(), nearest(label, known.map(labelOf))), words.at(1, at + 1));
    if (found.some((one) => one.column === column))
      return no(words.columnDoubled(labelOf(column)), words.at(1, at + 1));
    found.push({ column, at });
  }
  const missing = known.filter((one) => one.needed && !found.some(({ column }) => column === one));
  if (missing.length > 0) return no(words.columnMissing(missing.map(labelOf)));
  const long = body.findIndex((cells) => !isEmpty(cells.slice(head.length)));
  if (long >= 0) return no(words.broken['row-too-long'], words.at(long + 2, head.length + 1));
  const isExample = (cells: readonly string[]) =>
    known.every(({ key }, nth) => {
      const at = found.find(({ column }) => column.key === key)?.at;
      return at === undefined || (cells[at] ?? '').trim() === example[nth];
    });
  const lines = body.map((cells, at) => ({ cells, number: at + 2 })).filter(({ cells }) => !isEmpty(cells));
  const kept = lines.filter(({ cells }) => !isExample(cells));
  if (kept.length === 0) return no(words.broken.empty);
  return {
    ok: true,
    sheet: {
      columns: found.map(({ column }) => column.key),
      rows: kept.map(({ cells }) => found.map(({ at }) => cells[at] ?? '')),
      numbers: kept.map(({ number }) => number),
      leftExample: kept.length < lines.length,
    },
  };
}
