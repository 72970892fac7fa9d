import type { RawBuilder } from 'kysely';
import { command } from '#kernel/command.ts';
import { csvLines, UTF8_MARK } from '#kernel/csv.ts';
import type { Tx } from '#kernel/db.ts';
import { Refusal } from '#kernel/refusal.ts';
import { type Content, cursor, unread } from '#kernel/stream.ts';
import { reachWords } from '#web/words/reach.ts';
import { ExportUses, type Use, type Uses } from './contract.ts';
import { lineOfUse, nameOf } from './lines.ts';
import { onPaper, rowOfUse, usesSheet } from './on-paper.ts';
import { factsOf } from './rules.ts';
import { findPatient } from './store.ts';
import { allUses, countUses } from './use-store.ts';

const { uses: words, paper } = reachWords;

const csv = (patient: Uses['patient'], uses: RawBuilder<Use>) =>
  async function* linesOf(reading: Tx): Content {
    yield UTF8_MARK + csvLines([words.csv]);
    for await (const rows of cursor(reading, uses)) yield csvLines(rows.map(lineOfUse(patient)));
  };

async function* rowsOf(reading: Tx, uses: RawBuilder<Use>, timeZone: string) {
  for await (const rows of cursor(reading, uses)) yield rows.map(rowOfUse(timeZone));
}

/** Who did what with a patient's record, as a file or on paper. That it leaves is on record before its first line does. */
export const exportUses = command(ExportUses, async (tx, _actor, { format = 'csv', ...filters }) => {
  const { patientId, ...narrower } = filters;
  const [patient, { uses, until, today, clinic, timeZone }] = await Promise.all([
    findPatient(tx, patientId),
    countUses(tx, filters),
  ]);
  if (!patient) throw new Refusal('patient/not-found');
  // The taking of this file is a use as well: of the next one.
  const all = allUses(filters, until);
  const sheet = {
    ...usesSheet,
    clinic,
    title: words.title(nameOf(patient)),
    lines: [...paper.whose(patient), ...paper.made({ clinic, today, lines: uses, timeZone, ...narrower })],
  };
  return {
    output: {
      type: format === 'pdf' ? 'application/pdf' : 'text/csv; charset=utf-8',
      fileName: words.file(today, format),
      content: unread(),
    },
    content: format === 'pdf' ? (reading) => onPaper(sheet, rowsOf(reading, all, timeZone)) : csv(patient, all),
    audit: { patientId, facts: factsOf({ filters: { ...narrower, format }, shown: uses, exporting: true }) },
  };
});
