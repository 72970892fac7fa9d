import { findUser } from '#features/users/public.ts';
import { command } from '#kernel/command.ts';
import { giveTo } from '../work/public.ts';
import { canHold } from '../work/rules.ts';
import { GiveRecurring } from './recurring-contract.ts';
import { holdRecurring } from './recurring-store.ts';
import { mayRule } from './rules.ts';

/** What comes from now on goes to somebody else, or to the pool. Tasks that have come stay where they are. */
export const giveRecurring = command(GiveRecurring, async (tx, actor, { recurringId, holderId }) => {
  const [held, holder] = await Promise.all([
    holdRecurring(tx, recurringId),
    holderId === null ? undefined : findUser(tx, holderId),
  ]);
  const { holderId: fromId, patientId } = mayRule(held, actor.id);
  if (holderId !== null) canHold(holder);
  await giveTo(tx, 'recurring_task', { id: recurringId, fromId, toId: holderId });
  const facts = { recurringId, before: { holderId: fromId }, after: { holderId } };
  return { output: { recurringId }, audit: { patientId, subjectUserId: holderId ?? undefined, facts } };
});
