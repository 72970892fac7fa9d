import { command } from '#kernel/command.ts';
import { findUser } from '#features/users/public.ts';
import { giveTo } from '../work/public.ts';
import { canHold, mayWorkOn } from '../work/rules.ts';
import { GiveRecurring } from './contract.ts';
import { holdRecurring } from './recurring-store.ts';

/** Somebody else receives the answers to what is sent from now on. */
export const giveRecurring = command(GiveRecurring, async (tx, actor, { recurringId, holderId }) => {
  const [held, holder] = await Promise.all([holdRecurring(tx, recurringId), findUser(tx, holderId)]);
  const { holderId: fromId, patientId } = mayWorkOn(held, actor.id);
  canHold(holder);
  await giveTo(tx, 'recurring_questionnaire', { id: recurringId, fromId, toId: holderId });
  const facts = { recurringId, before: { holderId: fromId }, after: { holderId } };
  return { output: { recurringId }, audit: { patientId, subjectUserId: holderId, facts } };
});
