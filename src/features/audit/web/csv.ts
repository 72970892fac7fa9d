import { csvLines, UTF8_MARK } from '#kernel/csv.ts';
import { auditWords as words } from '#web/words/audit.ts';
import type { Entry } from '../contract.ts';
import { sayReason } from './saying.ts';

/** The entries as a file that spreadsheets open: comma-separated, with a byte order mark, times in UTC. */
export function csvOf(entries: readonly Entry[]): string {
  const rows = entries.map((entry) => [
    entry.entryId,
    entry.at,
    entry.actor?.name ?? words.noUser(entry.action),
    entry.onBehalfOf?.name ?? '',
    words.action(entry.action, entry.outcome),
    entry.action,
    entry.outcome,
    entry.subjectUser?.name ?? '',
    entry.patient?.name ?? '',
    sayReason(entry) ?? '',
    entry.origin ?? '',
    entry.withheld ? words.withheld : JSON.stringify(entry.facts),
  ]);
  return UTF8_MARK + csvLines([words.csv, ...rows]);
}
