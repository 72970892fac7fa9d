import { auditWords as words } from '#web/words/audit.ts';
import type { Entry } from '../contract.ts';
import { sayReason } from './saying.ts';

/** One cell. What a spreadsheet would take for a formula gets an apostrophe in front, and stays text. */
export function cell(value: string | number): string {
  const text = typeof value === 'number' ? String(value) : /^[\s]*[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The entries as a file that spreadsheets open: comma-separated, with a byte order mark, times in UTC. */
export function csvOf(entries: readonly Entry[]): string {
  const rows = entries.map((entry) => [
    entry.entryId,
    entry.at,
    entry.actor?.name ?? words.nobodySignedIn,
    words.action(entry.action, entry.outcome),
    entry.action,
    entry.outcome,
    entry.subjectUser?.name ?? '',
    entry.patient?.name ?? '',
    sayReason(entry) ?? '',
    entry.origin ?? '',
    JSON.stringify(entry.facts),
  ]);
  return `\uFEFF${[words.csv, ...rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}
