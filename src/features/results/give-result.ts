import { findUser } from '#features/users/public.ts';
import { command } from '#kernel/command.ts';
import { behalfOf, canHold } from '../work/rules.ts';
import { GiveResult } from './contract.ts';
import { mayAcknowledge } from './rules.ts';
import * as store from './store.ts';

/** Somebody else acknowledges a result, or whoever takes it from the pool. Who ordered it stays. */
export const giveResult = command(GiveResult, async (tx, actor, { resultId, holderId }) => {
  const [found, holder] = await Promise.all([
    store.holdResult(tx, resultId),
    holderId === null ? undefined : findUser(tx, holderId),
  ]);
  const result = mayAcknowledge(found, actor.id);
  const { patientId, holderId: fromId } = result;
  if (holderId !== null) canHold(holder);
  await store.give(tx, resultId, fromId, holderId);
  const facts = { resultId, before: { holderId: fromId }, after: { holderId } };
  const audit = { patientId, subjectUserId: holderId ?? undefined, onBehalfOfId: behalfOf(result), facts };
  return { output: { resultId }, audit };
});
