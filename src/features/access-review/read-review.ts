import { query } from '#kernel/query.ts';
import { Refusal } from '#kernel/refusal.ts';
import { ReadReview } from './contract.ts';
import * as store from './read-store.ts';
import { changedSince, mayClose } from './rules.ts';
import { reviewerCandidates } from './start-store.ts';

export const readReview = query(ReadReview, async (tx, actor, wanted) => {
  const [found, reviewers, candidates, page, matching] = await Promise.all([
    store.header(tx, actor.id, wanted.reviewId),
    store.reviewersOf(tx, wanted.reviewId),
    reviewerCandidates(tx),
    store.pageOfLines(tx, actor.id, wanted),
    store.countLines(tx, actor.id, wanted),
  ]);
  if (!found) throw new Refusal('review/not-found');
  const { startedBy } = found;
  const lines = page.rows.map(({ rolesBefore, rolesNow, sitesBefore, sitesNow, ...line }) => ({
    ...line,
    ...changedSince({ state: line.state, rolesBefore, rolesNow, sitesBefore, sitesNow }),
  }));
  const closable = mayClose(actor.id, { startedBy: startedBy.userId, starterActive: !startedBy.deactivated });
  return { ...found, mayClose: closable, reviewers, candidates, lines, next: page.next, matching };
});
