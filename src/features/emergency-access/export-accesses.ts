import { csvLines, UTF8_MARK } from '#kernel/csv.ts';
import { query } from '#kernel/query.ts';
import { emergencyWords } from '#web/words/emergency-access.ts';
import { ExportAccesses, type Use } from './contract.ts';
import { allUses, timeZone } from './list-store.ts';

const words = emergencyWords.file;

/** The queue as a file, in the clinic's time. */
export const exportAccesses = query(ExportAccesses, async (tx, actor, wanted) => {
  const [uses, zone] = await Promise.all([allUses(tx, actor.id, wanted), timeZone(tx)]);
  return { type: 'text/csv; charset=utf-8', fileName: words.name, content: linesOf(uses, zone) };
});

async function* linesOf(uses: readonly Use[], zone: string) {
  const at = (instant: string | null) => (instant ? words.time(instant, zone) : '');
  yield UTF8_MARK + csvLines([words.columns]);
  for (const { user, patient, kind, reason, beganAt, endsAt, endedAt, acts, judgement } of uses) {
    const judged = judgement ? words.judged[judgement.justified ? 'justified' : 'notJustified'] : words.judged.waiting;
    yield csvLines([
      [
        at(beganAt),
        at(endedAt ?? endsAt),
        user.name,
        patient.name,
        patient.demographicNumber,
        emergencyWords.kinds[kind],
        reason,
        acts,
        judged,
        judgement?.note ?? '',
        judgement?.by.name ?? '',
        at(judgement?.at ?? null),
      ],
    ]);
  }
}
