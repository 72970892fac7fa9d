import { command } from '#kernel/command.ts';
import { TakeResult } from './contract.ts';
import { mayTake } from './rules.ts';
import * as store from './store.ts';

/** A result that waited for nobody waits for the actor from now on. */
export const takeResult = command(TakeResult, async (tx, actor, { resultId }) => {
  const { patientId } = mayTake(await store.holdResult(tx, resultId));
  await store.take(tx, actor.id, resultId);
  const facts = { resultId, before: { holderId: null }, after: { holderId: actor.id } };
  return { output: { resultId }, audit: { patientId, facts } };
});
