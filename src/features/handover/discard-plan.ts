import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { DiscardPlan } from './plan-contract.ts';
import { closePlan } from './plan-store.ts';

/** Throws the plan away; its history stays. */
export const discardPlan = command(DiscardPlan, async (tx, _actor, { userId }) => {
  if (!(await closePlan(tx, userId, null))) throw new Refusal('handover/plan-not-found');
  return { output: {}, audit: { subjectUserId: userId } };
});
