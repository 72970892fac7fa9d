import { query } from '#kernel/query.ts';
import { PreviewReview } from './contract.ts';
import { knownScope, mayReview } from './rules.ts';
import * as store from './start-store.ts';

/** How a review would begin, worked out as starting it would. */
export const previewReview = query(PreviewReview, async (tx, _actor, { reviewerIds = [], ...scope }) => {
  const [name, candidates, found] = await Promise.all([
    store.nameOfScope(tx, scope),
    store.reviewerCandidates(tx),
    store.sharesOf(tx, scope, reviewerIds),
  ]);
  knownScope(scope, name);
  mayReview(reviewerIds, candidates);
  const lines = found.reduce((sum, share) => sum + share.lines, 0);
  const linesOf = (id: string) => found.find(({ reviewerId }) => reviewerId === id)?.lines ?? 0;
  const nobodyFor = found.find(({ own }) => own !== null)?.own ?? null;
  return {
    lines,
    shares: candidates
      .filter(({ userId }) => reviewerIds.includes(userId))
      .map(({ userId, name: reviewer, deactivated }) => ({
        userId,
        name: reviewer,
        deactivated,
        lines: linesOf(userId),
      })),
    within: found[0]?.within ?? [],
    nobodyFor,
    candidates,
  };
});
