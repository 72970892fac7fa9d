import { command } from '#kernel/command.ts';
import { EndRecurring } from './recurring-contract.ts';
import { endRecurring as end, holdRecurring } from './recurring-store.ts';
import { mayRule } from './rules.ts';

/** It does not come again. Tasks that have come stay. */
export const endRecurring = command(EndRecurring, async (tx, actor, { recurringId }) => {
  const { holderId, patientId } = mayRule(await holdRecurring(tx, recurringId), actor.id);
  await end(tx, recurringId);
  return {
    output: { recurringId },
    audit: { patientId, subjectUserId: holderId ?? undefined, facts: { recurringId } },
  };
});
