import type { Id } from '#kernel/brand.ts';
import { command } from '#kernel/command.ts';
import type { Tx } from '#kernel/db.ts';
import { Refusal } from '#kernel/refusal.ts';
import * as users from '../users/public.ts';
import { DeactivateUser } from './contract.ts';
import { kinds } from './kinds.ts';
import { type DrawnPlan, drawPlan } from './plan.ts';
import { canSucceed, nothingLeft, successorsOf } from './rules.ts';
import * as store from './store.ts';

/**
 * Hands over all open work of a user as previewed, and ends their activity: both or neither.
 * Their record and history stay; they can be activated again. Takes effect at once: sessions
 * end in the same statement, and no work can be given to them by any path.
 */
export const deactivateUser = command(
  DeactivateUser,
  async (tx, actor, { userId, plan, planHash, reason }) => {
    await users.holdStill(tx, userId); // before all else: their writes in flight end, no work is added
    const user = await users.findUser(tx, userId);
    users.mayBeShutOut({
      actorId: actor.id,
      user,
      administratorsLeft: await users.countAdministratorsBesides(tx, userId),
    });
    const drawn = await drawPlan(tx, userId, plan);
    const successorIds = successorsOf(drawn.choices);
    canSucceed(userId, successorIds, await users.keepActive(tx, successorIds));
    if (drawn.hash !== planHash) throw new Refusal('handover/plan-changed');
    nothingLeft(drawn.weighed);

    const counted = await countBefore(tx, drawn, successorIds);
    const sessions = await store.countSessions(tx, userId);
    const ledgerId = await store.openLedger(tx, actor, { id: userId, reason, sessions, counted });
    const moved = await carryOut(tx, ledgerId, userId, drawn);
    await users.endActivity(tx, userId);
    return {
      output: { userId, handoverId: ledgerId, moved, sessionsEnded: sessions },
      audit: { subjectUserId: userId, reason, facts: { handoverId: ledgerId, plan, moved, sessionsEnded: sessions } },
    };
  },
  'roster',
);

async function countBefore(
  tx: Tx,
  { weighed }: DrawnPlan,
  successorIds: readonly Id<'user'>[],
): Promise<store.Counted> {
  const held = await store.countOpenWork(tx, successorIds);
  const before = (id: string) => held.filter((one) => one.userId === id).reduce((total, { items }) => total + items, 0);
  return {
    kinds: weighed.filter(({ count }) => count > 0).map(({ kind, count }) => ({ kind, items: count })),
    successors: successorIds.map((userId) => ({ userId, before: before(userId) })),
  };
}

/**
 * Work can no longer be added, only be finished by others meanwhile; so when as many items
 * move as were previewed, they are the very ones that were previewed.
 */
async function carryOut(tx: Tx, ledgerId: Id<'handover'>, leaverId: Id<'user'>, { choices, weighed }: DrawnPlan) {
  const moved: { kind: string; items: number }[] = [];
  for (const { kind } of kinds) {
    const choice = choices.get(kind);
    const count = weighed.find((one) => one.kind === kind)?.count ?? 0;
    if (!choice || count === 0) continue;
    const { how, successorId, rest } = choice;
    let items = await store.handOverKind(tx, kind, { ledgerId, leaverId, how, successorId });
    if (rest) items += await store.handOverKind(tx, kind, { ledgerId, leaverId, how: rest, successorId: null });
    if (items !== count) throw new Refusal('handover/plan-changed');
    moved.push({ kind, items });
  }
  return moved;
}
