import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { tellEach } from '../outbox/public.ts';
import { keepActive } from '../users/public.ts';
import { GiveLines } from './contract.ts';
import { isOpen, mayReview } from './rules.ts';
import { reviewerCandidates } from './start-store.ts';
import * as store from './store.ts';

/** A reviewer is away or has left: what they have not decided goes to another one, who is told. */
export const giveLines = command(GiveLines, async (tx, actor, { reviewId, fromUserId, toUserId }) => {
  await keepActive(tx, [toUserId]);
  const { name, dueOn } = isOpen(await store.holdReview(tx, reviewId));
  mayReview([toUserId], await reviewerCandidates(tx));
  const { given, stayed } = await store.giveLines(tx, reviewId, fromUserId, toUserId);
  if (given === 0) throw new Refusal('review/nothing-to-give');
  const told =
    toUserId === actor.id ? [] : [{ userId: toUserId, facts: { review: name, reviewId, dueOn, lines: given } }];
  await tellEach(tx, { kind: 'access-review-lines-given', byId: actor.id, told });
  const facts = { reviewId, fromUserId, toUserId, given };
  return { output: { given, stayed }, audit: { subjectUserId: toUserId, facts } };
});
