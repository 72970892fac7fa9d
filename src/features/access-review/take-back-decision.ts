import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { TakeBackDecision } from './contract.ts';
import { isOpen } from './rules.ts';
import * as store from './store.ts';

/** A key pressed by mistake: the line is undecided again. */
export const takeBackDecision = command(TakeBackDecision, async (tx, actor, { reviewId, userId }) => {
  isOpen(await store.holdReview(tx, reviewId));
  const line = await store.holdDecision(tx, reviewId, userId);
  if (line && line.reviewerId !== actor.id) throw new Refusal('review/not-yours');
  if (!line?.decision || line.decision === 'ended') throw new Refusal('review/nothing-to-take-back');
  await store.takeBack(tx, reviewId, userId);
  return { output: {}, audit: { subjectUserId: userId, facts: { reviewId, was: line.decision } } };
});
