import { query } from '#kernel/query.ts';
import { Refusal } from '#kernel/refusal.ts';
import { countAdministratorsBesides, findUser, mayBeShutOut } from '../users/public.ts';
import { PreviewDeactivation } from './contract.ts';
import { drawPlan } from './plan.ts';
import { successorsOf } from './rules.ts';
import * as store from './store.ts';

/** What a user still holds, what a plan would do with it, and whether they can leave at all. */
export const previewDeactivation = query(PreviewDeactivation, async (tx, actor, { userId, plan = [] }) => {
  const [user, administratorsLeft, sessions] = await Promise.all([
    findUser(tx, userId),
    countAdministratorsBesides(tx, userId),
    store.countSessions(tx, userId),
  ]);
  if (!user) throw new Refusal('user/not-found');
  if (user.status === 'inactive') throw new Refusal('user/already-inactive');
  const { choices, weighed, hash } = await drawPlan(tx, userId, plan);
  const successorIds = successorsOf(choices);
  const loads = await store.countOpenWork(tx, successorIds);
  return {
    user: { userId, name: user.name, type: user.type, status: user.status },
    refused: refusalCode(() => mayBeShutOut({ actorId: actor.id, user, administratorsLeft })),
    kinds: [...weighed],
    loads: successorIds.map((id) => ({
      userId: id,
      items: loads.filter((one) => one.userId === id).reduce((total, { items }) => total + items, 0),
    })),
    sessions,
    countedAt: new Date().toISOString(),
    planHash: hash,
  };
});

function refusalCode(rule: () => void): string | null {
  try {
    rule();
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}
