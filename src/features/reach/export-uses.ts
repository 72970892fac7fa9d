import { command } from '#kernel/command.ts';
import { csvLines, UTF8_MARK } from '#kernel/csv.ts';
import { Refusal } from '#kernel/refusal.ts';
import { cursor, unread } from '#kernel/stream.ts';
import { reachWords } from '#web/words/reach.ts';
import { ExportUses } from './contract.ts';
import { lineOfUse } from './lines.ts';
import { factsOf } from './rules.ts';
import { findPatient } from './store.ts';
import { allUses, countUses } from './use-store.ts';

const words = reachWords.uses;

/** Who did what with a patient's record, as a file. That it leaves is on record before its first line does. */
export const exportUses = command(ExportUses, async (tx, _actor, filters) => {
  const { patientId, ...narrower } = filters;
  const [patient, { uses, until, today }] = await Promise.all([findPatient(tx, patientId), countUses(tx, filters)]);
  if (!patient) throw new Refusal('patient/not-found');
  return {
    output: { type: 'text/csv; charset=utf-8', fileName: words.file(today), content: unread() },
    content: async function* linesOf(reading) {
      yield UTF8_MARK + csvLines([words.csv]);
      // The taking of this file is a use as well: of the next one.
      for await (const rows of cursor(reading, allUses(filters, until))) yield csvLines(rows.map(lineOfUse(patient)));
    },
    audit: { patientId, facts: factsOf({ filters: narrower, shown: uses, exporting: true }) },
  };
});
