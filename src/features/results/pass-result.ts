import { findUser } from '#features/users/public.ts';
import { command } from '#kernel/command.ts';
import { canHold, stillWith } from '../work/rules.ts';
import { PassResult } from './contract.ts';
import { awaitsOrRefuse } from './rules.ts';
import * as store from './store.ts';

/** A colleague's result, or one in the pool, goes to somebody else to acknowledge. Who ordered it stays. */
export const passResult = command(PassResult, async (tx, _actor, { resultId, fromId, holderId }) => {
  const [found, holder] = await Promise.all([
    store.holdResult(tx, resultId),
    holderId === null ? undefined : findUser(tx, holderId),
  ]);
  const { patientId } = stillWith(awaitsOrRefuse(found), fromId);
  if (holderId !== null) canHold(holder);
  await store.give(tx, resultId, fromId, holderId);
  const facts = { resultId, before: { holderId: fromId }, after: { holderId } };
  return { output: { resultId }, audit: { patientId, subjectUserId: holderId ?? undefined, facts } };
});
