import { command } from '#kernel/command.ts';
import { HandToDeactivate } from './contract.ts';
import { canDecide, isOpen } from './rules.ts';
import * as store from './store.ts';

/** Decides that everything ends. Open work has to be handed over first, so Deactivate does it; until then the line waits. */
export const handToDeactivate = command(HandToDeactivate, async (tx, actor, { reviewId, userId, seen, reason }) => {
  isOpen(await store.holdReview(tx, reviewId));
  canDecide(actor.id, await store.holdLines(tx, reviewId, [{ userId, seen }]), 1);
  await store.decide(tx, reviewId, [userId], { decision: 'handed', reason });
  return { output: {}, audit: { subjectUserId: userId, reason: reason.trim(), facts: { reviewId } } };
});
