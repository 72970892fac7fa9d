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
}

/** SHA-256 of the table in UTF-8, in hexadecimal. */
export function digestOf(lines: readonly string[]): string {
  const hash = createHash('sha256').update(receiptHeadings);
  for (const line of lines) hash.update(line).update('\r\n');
  return hash.digest('hex');
}

/** What a receipt says before its items, as label and value. */
export function headOf({ facts, lines }: ReceiptDocument): [string, string][] {
  const { undone, disconnected } = facts;
  return [
    [words.clinic, facts.clinicName],
    [words.receipt, facts.handoverId],
    [words.leaver, facts.leaverName],
    [words.done, words.at(facts.at, facts.actorName)],
    [words.reason, facts.reason],
    [words.timeZone, facts.timeZone],
    [words.before, String(facts.before)],
    [words.lines, String(lines.length)],
    ...(disconnected.length > 0
      ? [[words.disconnected, disconnected.map(labelOf).join(', ')] satisfies [string, string]]
      : []),
    ...(undone ? [[words.undone, words.undoneAt(undone.items, undone.at)] satisfies [string, string]] : []),
    [words.digest, digestOf(lines)],
  ];
}

const AT_ONCE = 1_000;

/** The receipt as CSV: its head, an empty line, and from there to its end the table. Made while it is sent. */
export function* csvOf(document: ReceiptDocument) {
  const { facts, lines } = document;
  yield `${UTF8_MARK}${csvLines(headOf(document))}`;
  if (digestOf(lines) !== facts.digest) yield csvLines([[words.digestDiffers, '']]);
  yield `\r\n${receiptHeadings}`;
  for (let at = 0; at < lines.length; at += AT_ONCE)
    yield lines
      .slice(at, at + AT_ONCE)
      .map((line) => `${line}\r\n`)
      .join('');
}
