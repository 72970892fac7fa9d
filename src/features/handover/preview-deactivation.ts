import { query } from '#kernel/query.ts';
import { Refusal } from '#kernel/refusal.ts';
import { connectionsOf, countAdministratorsBesides, findUser, mayBeShutOut } from '../users/public.ts';
import { PreviewDeactivation } from './contract.ts';
import { eachIsAsked } from './never-asked.ts';
import { drawPlan } from './plan.ts';
import { chainOf, standingOf } from './plan-store.ts';
import { refusalCode, refusedBy } from './refusal-code.ts';
import { canSucceed, endsSomewhere, successorsOf } from './rules.ts';
import * as store from './store.ts';

/** What a user still holds, what a plan would do with it, and whether they can leave at all. */
export const previewDeactivation = query(PreviewDeactivation, async (tx, actor, { userId, plan = [] }) => {
  const [user, administratorsLeft, sessions, disconnects] = await Promise.all([
    findUser(tx, userId),
    countAdministratorsBesides(tx, userId),
    store.countSessions(tx, userId),
    connectionsOf(tx, userId),
  ]);
  if (!user) throw new Refusal('user/not-found');
  if (user.status === 'inactive') throw new Refusal('user/already-inactive');
  const successorIds = successorsOf(plan);
  const [{ weighed, hash }, standing, chain, loads, sites, sets] = await Promise.all([
    drawPlan(tx, userId, plan),
    standingOf(tx, successorIds),
    chainOf(tx, userId, successorIds),
    store.countOpenWork(tx, successorIds),
    store.listSites(tx),
    store.listSets(tx),
  ]);
  return {
    user: { userId, name: user.name, type: user.type, status: user.status },
    refused: refusalCode(() => mayBeShutOut({ actorId: actor.id, user, administratorsLeft })),
    planRefused: refusedBy(() => {
      canSucceed(userId, successorIds, standing);
      endsSomewhere(chain);
      eachIsAsked(plan);
    }),
    kinds: [...weighed],
    loads: successorIds.map((id) => ({
      userId: id,
      items: loads.filter((one) => one.userId === id).reduce((total, { items }) => total + items, 0),
    })),
    sites,
    sets,
    sessions,
    disconnects,
    countedAt: new Date().toISOString(),
    planHash: hash,
  };
});
