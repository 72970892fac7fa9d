import { createHash } from 'node:crypto';
import { csvLines, UTF8_MARK } from '#kernel/csv.ts';
import { accessReviewDocument as words } from '#web/words/access-review-document.ts';
import type { DocumentFacts, DocumentLine } from './document-line.ts';

/** A document: its head, its lines, and the digest of the table that they make. */
export interface ReviewDocument {
  readonly facts: DocumentFacts;
  readonly lines: readonly DocumentLine[];
  readonly digest: string;
}

const rowOf = (line: DocumentLine): (string | number)[] => [
  line.userNumber,
  line.name,
  line.type,
  line.status,
  line.roles.join('; '),
  line.sites.join('; '),
  line.lastSignInAt ?? words.never,
  line.permissions,
  line.blocks,
  line.reviewer,
  words.decision(line),
  line.endedRoles.join('; '),
  line.endedSites.join('; '),
  line.reason ?? '',
  line.decidedAt ?? '',
];

/** The table of a review’s lines: a line of headings, then one for each user. The digest stands for exactly these bytes. */
export const tableOf = (lines: readonly DocumentLine[]): string => csvLines([words.columns, ...lines.map(rowOf)]);

/** SHA-256 of the table in UTF-8, in hexadecimal. */
export const digestOf = (lines: readonly DocumentLine[]): string =>
  createHash('sha256').update(tableOf(lines)).digest('hex');

/** What a document says of its review before the lines, as label and value. */
export function headOf({ facts, lines, digest }: ReviewDocument): [string, string][] {
  const { closedAt, closedBy, closedReason } = facts;
  return [
    [words.clinic, facts.clinicName],
    [words.review, facts.name],
    [words.scope, words.scopes[facts.scope](facts.scopeName)],
    [words.started, words.at(facts.startedAt, facts.startedBy)],
    [words.due, facts.dueOn],
    [words.closed, closedAt && closedBy ? words.at(closedAt, closedBy) : words.notClosed(facts.madeAt)],
    ...(closedReason ? [[words.closedEarly, closedReason] satisfies [string, string]] : []),
    [words.timeZone, facts.timeZone],
    [words.lines, String(lines.length)],
    ...words.states.map(([state, label]): [string, string] => [
      label,
      String(lines.filter((line) => line.state === state).length),
    ]),
    [words.digest, digest],
  ];
}

/** The document as CSV: its head, an empty line, and from there to its end the table. */
export const csvOf = (document: ReviewDocument): string =>
  `${UTF8_MARK}${csvLines(headOf(document))}\r\n${tableOf(document.lines)}`;
