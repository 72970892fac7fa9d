import { csvLines, UTF8_MARK } from '#kernel/csv.ts';
import { query } from '#kernel/query.ts';
import { absenceWords } from '#web/words/absences.ts';
import { workKinds } from '#web/words/work-kinds.ts';
import { type Absence, ExportAbsences } from './contract.ts';
import { allAbsences } from './list-store.ts';

const words = absenceWords.file;

/** The absences as a file, a line for each. */
export const exportAbsences = query(ExportAbsences, async (tx, _actor, wanted) => ({
  type: 'text/csv; charset=utf-8',
  fileName: words.name,
  content: linesOf(await allAbsences(tx, wanted)),
}));

async function* linesOf(absences: readonly Absence[]) {
  yield UTF8_MARK + csvLines([words.columns]);
  for (const { user, reason, from, until, endedOn, state, covers, note } of absences) {
    const covered = covers.map(({ kind, coverer }) => `${workKinds[kind]?.many ?? kind}: ${coverer.name}`);
    yield csvLines([
      [
        user.name,
        absenceWords.reasons[reason],
        from,
        until,
        endedOn ?? '',
        absenceWords.states[state],
        covered.join('; '),
        note,
      ],
    ]);
  }
}
