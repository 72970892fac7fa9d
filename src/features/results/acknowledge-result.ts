import { command } from '#kernel/command.ts';
import { AcknowledgeResult } from './contract.ts';
import { mayAcknowledge } from './rules.ts';
import * as store from './store.ts';

/** The holder has seen the result and answers for what follows from it. */
export const acknowledgeResult = command(AcknowledgeResult, async (tx, actor, { resultId }) => {
  const { patientId, holderId } = mayAcknowledge(await store.holdResult(tx, resultId), actor.id);
  const acknowledgedAt = await store.acknowledge(tx, actor.id, resultId);
  const facts = { resultId, before: { holderId }, after: { holderId: actor.id, acknowledgedAt } };
  return { output: { resultId, acknowledgedAt }, audit: { patientId, facts } };
});
