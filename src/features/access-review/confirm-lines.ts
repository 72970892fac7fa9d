import { command } from '#kernel/command.ts';
import { ConfirmLines } from './contract.ts';
import { canDecide, isOpen } from './rules.ts';
import * as store from './store.ts';

/** Confirms one line or several: all of them, as they were seen, or none. */
export const confirmLines = command(ConfirmLines, async (tx, actor, { reviewId, lines }) => {
  isOpen(await store.holdReview(tx, reviewId));
  const found = await store.holdLines(tx, reviewId, lines);
  canDecide(actor.id, found, lines.length);
  const userIds = lines.map(({ userId }) => userId);
  await store.decide(tx, reviewId, userIds, { decision: 'confirmed' });
  const [only, ...others] = userIds;
  const facts = { reviewId, confirmed: found.map(({ name }) => name) };
  return {
    output: { confirmed: found.length },
    audit: { subjectUserId: others.length === 0 ? only : undefined, facts },
  };
});
