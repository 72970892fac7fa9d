// Deciding and closing at the same moment: either the decision stands in what was closed, or it is refused.
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeReview } from '#features/access-review/close-review.ts';
import { confirmLines } from '#features/access-review/confirm-lines.ts';
import { makeDocument } from '#features/access-review/make-document.ts';
import { lineOf, read, started, withTwoReviewers } from '#features/access-review/test-reviews.ts';
import { perform } from '#kernel/command.ts';
import { type TestDatabase, testDatabase } from './database.ts';
import { clinic } from './staff.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());

test.each(Array.from({ length: 8 }, (_, round) => round))('round %i', async () => {
  const c = await clinic(db.owner);
  await withTwoReviewers(db.owner, c);
  const { reviewId } = await started(db, c, {
    scope: 'role',
    roleId: c.roles.frontDesk,
    reviewerIds: [c.cy.id],
  });
  const { seen } = await lineOf(db, c.cy, reviewId, c.dee);
  const [decided, closed] = await Promise.allSettled([
    perform(db.pool, c.cy.caller, confirmLines, { reviewId, lines: [{ userId: c.dee.id, seen }] }),
    perform(db.pool, c.ada.caller, closeReview, { reviewId, reason: 'now' }),
  ]);
  expect(closed.status).toBe('fulfilled');
  const { counts, digest } = await read(db, c.ada, reviewId);
  expect(counts.confirmed).toBe(decided.status === 'fulfilled' ? 1 : 0);
  if (decided.status === 'rejected') expect(decided.reason).toMatchObject({ code: 'review/already-closed' });
  const { content } = await perform(db.pool, c.ada.caller, makeDocument, { reviewId, format: 'csv' });
  let text = '';
  for await (const piece of content) text += String(piece);
  const [, table = ''] = text.split('\r\n\r\n');
  expect(createHash('sha256').update(table).digest('hex')).toBe(digest);
});
