import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { tell } from '../outbox/public.ts';
import { findUser } from '../users/public.ts';
import { GivePlan } from './plan-contract.ts';
import * as store from './plan-store.ts';

/** Shows the plan to the leaver, who can read it and say that it has been checked, and nothing else. */
export const givePlan = command(GivePlan, async (tx, actor, { userId, basedOn }) => {
  const [user, kept] = await Promise.all([findUser(tx, userId), store.keptPlan(tx, userId)]);
  if (!user || !kept) throw new Refusal('handover/plan-not-found');
  if (user.status === 'inactive') throw new Refusal('user/already-inactive');
  const given = await store.givePlan(tx, userId, basedOn);
  if (!given) throw new Refusal('request/version-stale');
  await tell(tx, { userId, kind: 'hand-over-plan-given', byId: actor.id });
  return { output: given, audit: { subjectUserId: userId, facts: { version: given.version } } };
});
