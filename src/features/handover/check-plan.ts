import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { tell } from '../outbox/public.ts';
import { CheckPlan } from './plan-contract.ts';
import * as store from './plan-store.ts';

/** The leaver's word on the plan; whoever saved it is told. */
export const checkPlan = command(CheckPlan, async (tx, actor, { basedOn, comment }) => {
  const kept = await store.keptPlan(tx, actor.id);
  if (!kept?.givenAt) throw new Refusal('handover/plan-not-found');
  const checked = await store.checkPlan(tx, actor.id, { version: basedOn, comment });
  if (!checked) throw new Refusal('request/version-stale');
  if (!kept.savedBy.deactivated)
    await tell(tx, { userId: kept.savedBy.userId, kind: 'hand-over-plan-checked', byId: actor.id });
  return { output: checked, audit: { subjectUserId: actor.id, facts: { version: checked.version } } };
});
