import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { tellEach } from '../outbox/public.ts';
import { keepActive } from '../users/public.ts';
import { StartReview } from './contract.ts';
import { knownScope, mayReview } from './rules.ts';
import * as store from './start-store.ts';

/** Takes the snapshot, gives each line its reviewer, and tells the reviewers. */
export const startReview = command(StartReview, async (tx, actor, { name, dueOn, reviewerIds, ...scope }) => {
  await keepActive(tx, reviewerIds);
  const [scopeName, candidates, shares] = await Promise.all([
    store.nameOfScope(tx, scope),
    store.reviewerCandidates(tx),
    store.sharesOf(tx, scope, reviewerIds),
  ]);
  const known = knownScope(scope, scopeName);
  mayReview(reviewerIds, candidates);
  if (shares.length === 0) throw new Refusal('review/nobody-in-scope');
  const own = shares.find((share) => share.own !== null)?.own;
  if (own) throw new Refusal('review/own-line', { name: own });
  const reviewId = await store.insertReview(tx, actor, { name, dueOn, scopeName: known, ...scope });
  if (!reviewId) throw new Refusal('review/due-in-the-past');
  const given = await store.takeSnapshot(tx, reviewId, scope, reviewerIds);
  // Whoever starts it knows.
  const told = given
    .filter(({ userId }) => userId !== actor.id)
    .map(({ userId, lines }) => ({ userId, facts: { review: name.trim(), reviewId, dueOn, lines } }));
  await tellEach(tx, { kind: 'access-review-started', byId: actor.id, told });
  const lines = given.reduce((sum, one) => sum + one.lines, 0);
  const facts = {
    reviewId,
    after: { name: name.trim(), scope: scope.scope, scopeName: known, dueOn },
    reviewers: given,
    lines,
  };
  return { output: { reviewId, lines }, audit: { facts } };
});
