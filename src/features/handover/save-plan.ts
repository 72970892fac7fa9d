import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { findUser, keepActive } from '../users/public.ts';
import { eachIsAsked } from './never-asked.ts';
import { rulesOf } from './plan.ts';
import { endsSomewhere, staysLonger, successorsOf } from './rules.ts';
import { SavePlan } from './plan-contract.ts';
import * as store from './plan-store.ts';

/**
 * Keeps a plan to go on with. It need not be complete, and it is weighed anew by whoever carries it out. One at a time in a
 * clinic: two that are saved at once could name each other's leaver.
 */
export const savePlan = command(
  SavePlan,
  async (tx, actor, { userId, plan, basedOn }) => {
    await keepActive(tx, [userId]); // until it is kept: a plan for somebody who has left would wait for ever
    const user = await findUser(tx, userId);
    if (!user) throw new Refusal('user/not-found');
    if (user.status === 'inactive') throw new Refusal('user/already-inactive');
    await rulesOf(tx, plan);
    eachIsAsked(plan);
    const successorIds = successorsOf(plan);
    if (successorIds.includes(userId)) throw new Refusal('handover/successor-is-leaver');
    const chain = await store.chainOf(tx, userId, successorIds);
    if (chain.unknown) throw new Refusal('user/not-found');
    endsSomewhere(chain);
    staysLonger(chain);
    const saved =
      basedOn === 0
        ? await store.beginPlan(tx, actor, userId, plan)
        : await store.savePlan(tx, actor, userId, { plan, version: basedOn });
    if (!saved) throw new Refusal('request/version-stale');
    return { output: saved, audit: { subjectUserId: userId, facts: { plan, version: saved.version } } };
  },
  'roster',
);
