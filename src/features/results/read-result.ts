import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { behalfOf } from '../work/rules.ts';
import { ReadResult } from './contract.ts';
import * as store from './store.ts';

/** Looks at a result, and leaves an entry of the look. */
export const readResult = command(ReadResult, async (tx, actor, { resultId }) => {
  const [found, lines, former, history] = await Promise.all([
    store.readResult(tx, actor.id, resultId),
    store.linesOf(tx, resultId),
    store.formerOf(tx, resultId),
    store.historyOf(tx, resultId),
  ]);
  if (!found) throw new Refusal('result/not-found');
  const { covers, ...result } = found;
  const onBehalfOfId = behalfOf({ holderId: result.holder?.userId ?? null, covers });
  return {
    output: { ...result, lines, former, history },
    audit: { patientId: result.patient.patientId, onBehalfOfId, facts: { resultId } },
  };
});
