import { command } from '#kernel/command.ts';
import { findUser } from '#features/users/public.ts';
import { giveTo } from '../work/public.ts';
import { behalfOf, canHold, mayWorkOn } from '../work/rules.ts';
import { GiveRecurring } from './contract.ts';
import { holdRecurring } from './recurring-store.ts';

/** Somebody else receives the answers to what is sent from now on. */
export const giveRecurring = command(GiveRecurring, async (tx, actor, { recurringId, holderId }) => {
  const [held, holder] = await Promise.all([holdRecurring(tx, recurringId), findUser(tx, holderId)]);
  const work = mayWorkOn(held, actor.id);
  const { holderId: fromId, patientId } = work;
  canHold(holder);
  await giveTo(tx, 'recurring_questionnaire', { id: recurringId, fromId, toId: holderId });
  const facts = { recurringId, before: { holderId: fromId }, after: { holderId } };
  const audit = { patientId, subjectUserId: holderId, onBehalfOfId: behalfOf(work), facts };
  return { output: { recurringId }, audit };
});
