import { command } from '#kernel/command.ts';
import { behalfOf } from '../work/rules.ts';
import { AcknowledgeResult } from './contract.ts';
import { mayAcknowledge } from './rules.ts';
import * as store from './store.ts';

/** The holder has seen the result and answers for what follows from it. */
export const acknowledgeResult = command(AcknowledgeResult, async (tx, actor, { resultId }) => {
  const result = mayAcknowledge(await store.holdResult(tx, resultId), actor.id);
  const { patientId, holderId } = result;
  const acknowledgedAt = await store.acknowledge(tx, actor.id, resultId);
  const facts = { resultId, before: { holderId }, after: { holderId: holderId ?? actor.id, acknowledgedAt } };
  return { output: { resultId, acknowledgedAt }, audit: { patientId, onBehalfOfId: behalfOf(result), facts } };
});
