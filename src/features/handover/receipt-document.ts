import { createHash } from 'node:crypto';
import { csvLines, UTF8_MARK } from '#kernel/csv.ts';
import { receiptDocument as words } from '#web/words/receipt-document.ts';
import { labelOf } from '../users/public.ts';
import type { PaperFacts } from './receipt-store.ts';

/** The first line of a receipt's table; the database writes the others (`receipt_lines` in db/0029_plans.sql). */
export const receiptHeadings = csvLines([words.columns]);

export interface ReceiptDocument {
  readonly facts: PaperFacts;
  /** As they stand in the file, without line ends. */
  readonly lines: readonly string[];
  /** Lines that are left out, for they are closed to whoever takes the document out. */
  readonly closed: number;
}

/** SHA-256 of the table in UTF-8, in hexadecimal. */
export function digestOf(lines: readonly string[]): string {
  const hash = createHash('sha256').update(receiptHeadings);
  for (const line of lines) hash.update(line).update('\r\n');
  return hash.digest('hex');
}

/** Whether the table is not what was sealed, though nothing of it is left out. */
export const hasChanged = ({ facts, lines, closed }: ReceiptDocument): boolean =>
  closed === 0 && digestOf(lines) !== facts.digest;

/** What a receipt says before its items, as label and value. */
export function headOf({ facts, lines, closed }: ReceiptDocument): [string, string][] {
  const { undone, disconnected } = facts;
  return [
    [words.clinic, facts.clinicName],
    [words.receipt, facts.handoverId],
    [words.leaver, facts.leaverName],
    [words.done, words.at(facts.at, facts.actorName)],
    [words.reason, facts.reason],
    [words.timeZone, facts.timeZone],
    [words.before, String(facts.before)],
    [words.lines, String(lines.length + closed)],
    ...(closed > 0 ? [[words.closed, words.closedSays(closed)] satisfies [string, string]] : []),
    ...(disconnected.length > 0
      ? [[words.disconnected, disconnected.map(labelOf).join(', ')] satisfies [string, string]]
      : []),
    ...(undone ? [[words.undone, words.undoneAt(undone.items, undone.at)] satisfies [string, string]] : []),
    [words.digest, closed > 0 ? (facts.digest ?? '') : digestOf(lines)],
  ];
}

const AT_ONCE = 1_000;

/** The receipt as CSV: its head, an empty line, and from there to its end the table. Made while it is sent. */
export function* csvOf(document: ReceiptDocument) {
  const { lines } = document;
  yield `${UTF8_MARK}${csvLines(headOf(document))}`;
  if (hasChanged(document)) yield csvLines([[words.digestDiffers, '']]);
  yield `\r\n${receiptHeadings}`;
  for (let at = 0; at < lines.length; at += AT_ONCE)
    yield lines
      .slice(at, at + AT_ONCE)
      .map((line) => `${line}\r\n`)
      .join('');
}
