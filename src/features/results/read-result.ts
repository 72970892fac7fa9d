import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { ReadResult } from './contract.ts';
import * as store from './store.ts';

/** Looks at a result, and leaves an entry of the look. */
export const readResult = command(ReadResult, async (tx, actor, { resultId }) => {
  const [result, lines, history] = await Promise.all([
    store.readResult(tx, actor.id, resultId),
    store.linesOf(tx, resultId),
    store.historyOf(tx, resultId),
  ]);
  if (!result) throw new Refusal('result/not-found');
  return {
    output: { ...result, lines, history },
    audit: { patientId: result.patient.patientId, facts: { resultId } },
  };
});
