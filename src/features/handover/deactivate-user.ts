import type { Id } from '#kernel/brand.ts';
import { command } from '#kernel/command.ts';
import type { Actor, Tx } from '#kernel/db.ts';
import { Refusal } from '#kernel/refusal.ts';
import { tellEach } from '../outbox/public.ts';
import * as users from '../users/public.ts';
import { DeactivateUser } from './contract.ts';
import { eachIsAsked } from './never-asked.ts';
import { type DrawnPlan, drawPlan } from './plan.ts';
import { chainOf, closePlan } from './plan-store.ts';
import { receiptHeadings } from './receipt-document.ts';
import { takenOver, tellPatients } from './receipt-store.ts';
import { canSucceed, endsSomewhere, nothingLeft, successorsOf } from './rules.ts';
import { noteStep } from './progress-store.ts';
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
    const at = (step: number) => noteStep(tx, actor, { leaverId: userId, step });
    await at(0);
    const user = await users.findUser(tx, userId);
    users.mayBeShutOut({
      actorId: actor.id,
      user,
      administratorsLeft: await users.countAdministratorsBesides(tx, userId),
    });
    const drawn = await drawPlan(tx, userId, plan);
    const successorIds = successorsOf(plan);
    canSucceed(userId, successorIds, await users.keepActive(tx, successorIds));
    endsSomewhere(await chainOf(tx, userId, successorIds));
    eachIsAsked(plan);
    if (drawn.hash !== planHash) throw new Refusal('handover/plan-changed');
    nothingLeft(drawn.weighed);

    const counted = await countBefore(tx, drawn, successorIds);
    const sessions = await store.countSessions(tx, userId);
    const ledgerId = await store.openLedger(tx, actor, { id: userId, reason, sessions, counted, plan });
    const disconnected = await users.endConnections(tx, userId);
    if (disconnected.length > 0) await store.keepDisconnected(tx, ledgerId, disconnected);
    const moved = await carryOut(tx, ledgerId, userId, { ...drawn, at });
    await at(moved.length + 1);
    await store.sealReceipt(tx, ledgerId, receiptHeadings);
    await closePlan(tx, userId, ledgerId);
    const patientsTold = await tellPatients(tx, ledgerId);
    await tellSuccessors(tx, actor, { ledgerId, leaverId: userId });
    await users.endActivity(tx, userId);
    return {
      output: { userId, handoverId: ledgerId, moved, sessionsEnded: sessions },
      audit: {
        subjectUserId: userId,
        reason,
        facts: {
          handoverId: ledgerId,
          plan,
          moved,
          patientsTold,
          sessionsEnded: sessions,
          ...(disconnected.length > 0 ? { disconnected } : {}),
        },
      },
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
async function carryOut(
  tx: Tx,
  ledgerId: Id<'handover'>,
  leaverId: Id<'user'>,
  { rules, weighed, at }: DrawnPlan & { readonly at: (step: number) => Promise<unknown> },
) {
  const moved: { kind: string; items: number }[] = [];
  for (const { kind, count } of weighed) {
    if (count === 0) continue;
    const [, items] = await Promise.all([
      at(moved.length + 1),
      store.handOverKind(tx, kind, { ledgerId, leaverId, rules: rules.get(kind) ?? [] }),
    ]);
    if (items !== count) throw new Refusal('handover/plan-changed');
    moved.push({ kind, items });
  }
  return moved;
}

/** Tells each successor what came, kind by kind. */
async function tellSuccessors(
  tx: Tx,
  actor: Actor,
  { ledgerId, leaverId }: { readonly ledgerId: Id<'handover'>; readonly leaverId: Id<'user'> },
) {
  const taken = await takenOver(tx, ledgerId, leaverId);
  if (taken.length === 0) return;
  await tellEach(tx, {
    kind: 'work-handed-over',
    byId: actor.id,
    told: taken.map(({ userId, ...facts }) => ({ userId, facts })),
  });
}
