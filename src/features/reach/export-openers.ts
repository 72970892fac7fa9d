import { readMoment } from '#features/roles/public.ts';
import { hasBeen } from '#features/roles/rules.ts';
import { command } from '#kernel/command.ts';
import { csvLines, UTF8_MARK } from '#kernel/csv.ts';
import { Refusal } from '#kernel/refusal.ts';
import { cursor, unread } from '#kernel/stream.ts';
import { reachWords } from '#web/words/reach.ts';
import { ExportOpeners } from './contract.ts';
import { linesOfOpener } from './lines.ts';
import { factsOf } from './rules.ts';
import * as store from './store.ts';

const words = reachWords.openers;

/** Who could open a chart, as a file. That it leaves is on record before its first line does. */
export const exportOpeners = command(ExportOpeners, async (tx, _actor, { patientId, keyword, could, ...asOf }) => {
  const [asked, patient] = await Promise.all([readMoment(tx, asOf), store.findPatient(tx, patientId)]);
  if (!patient) throw new Refusal('patient/not-found');
  const which = { moment: hasBeen(asked).moment, keyword, could };
  const { found, today } = await store.countFound(tx, patientId, which);
  return {
    output: { type: 'text/csv; charset=utf-8', fileName: words.file(today), content: unread() },
    content: async function* linesOf(reading) {
      yield UTF8_MARK + csvLines([words.csv]);
      // Whoever has been kept from the patient since gets nothing of it.
      if (!(await store.findPatient(reading, patientId))) return;
      for await (const rows of cursor(reading, store.allOpeners(patientId, which)))
        yield csvLines(rows.flatMap(linesOfOpener));
    },
    audit: { patientId, facts: factsOf({ filters: { ...asOf, could, keyword }, shown: found, exporting: true }) },
  };
});
