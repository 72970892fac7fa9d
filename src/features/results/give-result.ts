import { findUser } from '#features/users/public.ts';
import { command } from '#kernel/command.ts';
import { canHold } from '../work/rules.ts';
import { GiveResult } from './contract.ts';
import { mayAcknowledge } from './rules.ts';
import * as store from './store.ts';

/** Somebody else acknowledges a result, or whoever takes it from the pool. Who ordered it stays. */
export const giveResult = command(GiveResult, async (tx, actor, { resultId, holderId }) => {
  const [result, holder] = await Promise.all([
    store.holdResult(tx, resultId),
    holderId === null ? undefined : findUser(tx, holderId),
  ]);
  const { patientId, holderId: fromId } = mayAcknowledge(result, actor.id);
  if (holderId !== null) canHold(holder);
  await store.give(tx, resultId, fromId, holderId);
  const facts = { resultId, before: { holderId: fromId }, after: { holderId } };
  return { output: { resultId }, audit: { patientId, subjectUserId: holderId ?? undefined, facts } };
});
