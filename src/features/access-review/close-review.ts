import { command } from '#kernel/command.ts';
import { CloseReview } from './contract.ts';
import { documentLines } from './document-store.ts';
import { digestOf } from './document-table.ts';
import { canClose, isOpen } from './rules.ts';
import * as store from './store.ts';

/** Closes a review for good: what stands in it now is what its document says from here on. */
export const closeReview = command(CloseReview, async (tx, actor, { reviewId, reason }) => {
  const review = isOpen(await store.holdReview(tx, reviewId, 'closing'));
  const waiting = await store.countWaiting(tx, reviewId);
  canClose(actor.id, review, { waiting, reason });
  const early = waiting > 0 ? (reason?.trim() ?? null) : null;
  await store.keepOutcomes(tx, reviewId);
  const digest = digestOf(await documentLines(tx, reviewId));
  await store.close(tx, actor.id, reviewId, { reason: early, digest });
  return { output: { digest }, audit: { reason: early ?? undefined, facts: { reviewId, waiting, digest } } };
});
