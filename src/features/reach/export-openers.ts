import { readMoment } from '#features/roles/public.ts';
import { hasBeen } from '#features/roles/rules.ts';
import type { Id } from '#kernel/brand.ts';
import { command } from '#kernel/command.ts';
import { csvLines, UTF8_MARK } from '#kernel/csv.ts';
import type { Tx } from '#kernel/db.ts';
import { Refusal } from '#kernel/refusal.ts';
import { type Content, cursor, unread } from '#kernel/stream.ts';
import { reachWords } from '#web/words/reach.ts';
import { ExportOpeners, type Opener } from './contract.ts';
import { linesOfOpener, nameOf } from './lines.ts';
import { onPaper, openersSheet, rowOfOpener } from './on-paper.ts';
import { factsOf } from './rules.ts';
import * as store from './store.ts';

const { openers: words, paper } = reachWords;

type Which = Parameters<typeof store.allOpeners>[1];

/** All of them as they are read; whoever has been kept from the patient since gets nothing of it. */
async function* openersOf(reading: Tx, patientId: Id<'patient'>, which: Which) {
  if (await store.findPatient(reading, patientId)) yield* cursor(reading, store.allOpeners(patientId, which));
}

async function* linesOf(openers: AsyncIterable<readonly Opener[]>): Content {
  yield UTF8_MARK + csvLines([words.csv]);
  for await (const rows of openers) yield csvLines(rows.flatMap(linesOfOpener));
}

async function* rowsOf(openers: AsyncIterable<readonly Opener[]>) {
  for await (const rows of openers) yield rows.map(rowOfOpener);
}

/** Who could open a chart, as a file or on paper. That it leaves is on record before its first line does. */
export const exportOpeners = command(ExportOpeners, async (tx, _actor, { format = 'csv', ...input }) => {
  const { patientId, keyword, could, ...asOf } = input;
  const [asked, patient] = await Promise.all([readMoment(tx, asOf), store.findPatient(tx, patientId)]);
  if (!patient) throw new Refusal('patient/not-found');
  const which = { moment: hasBeen(asked).moment, keyword, could };
  const { found, today, clinic } = await store.countFound(tx, patientId, which);
  const sheet = {
    ...openersSheet,
    clinic,
    title: words.title(nameOf(patient), asOf.day !== undefined),
    lines: [...paper.whose(patient), ...paper.made({ clinic, today, lines: found, ...asOf })],
  };
  return {
    output: {
      type: format === 'pdf' ? 'application/pdf' : 'text/csv; charset=utf-8',
      fileName: words.file(today, format),
      content: unread(),
    },
    content: (reading) => {
      const openers = openersOf(reading, patientId, which);
      return format === 'pdf' ? onPaper(sheet, rowsOf(openers)) : linesOf(openers);
    },
    audit: {
      patientId,
      facts: factsOf({ filters: { ...asOf, could, keyword, format }, shown: found, exporting: true }),
    },
  };
});
