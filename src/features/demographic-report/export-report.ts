import { concernsNumbers } from '#kernel/audit-entry.ts';
import { command } from '#kernel/command.ts';
import { csvLines, UTF8_MARK } from '#kernel/csv.ts';
import type { Tx } from '#kernel/db.ts';
import { cursor, unread } from '#kernel/stream.ts';
import { reportWords as words } from '#web/words/demographic-report.ts';
import { checkCriteria, recorded } from './checked.ts';
import { type Asked, ExportReport } from './contract.ts';
import * as store from './store.ts';

/** The lines of the file, as they are read. */
async function* linesOf(tx: Tx, asked: Asked) {
  const { columns } = asked;
  yield UTF8_MARK + csvLines([columns.map((column) => words.columns[column])]);
  for await (const rows of cursor(tx, store.wholeReport(asked))) {
    yield csvLines(rows.map(({ cells }) => columns.map((column, at) => words.cell(column, cells[at] ?? ''))));
  }
}

/** A whole report as a file. That it leaves is on record before its first line does. */
export const exportReport = command(ExportReport, async (tx, _actor, asked) => {
  const { criteria, today } = await checkCriteria(tx, asked.criteria);
  const dated = { ...asked, criteria };
  const [{ shown }] = await Promise.all([store.countReport(tx, dated), concernsNumbers(tx, store.numbersShown(dated))]);
  return {
    output: { type: 'text/csv; charset=utf-8', fileName: `${words.file(today)}.csv`, content: unread() },
    content: (reading) => linesOf(reading, dated),
    audit: { facts: { ...recorded(asked), patients: shown } },
  };
});
