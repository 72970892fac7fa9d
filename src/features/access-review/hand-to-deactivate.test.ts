import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic, entries, type Member } from '#test/staff.ts';
import { giveLines } from './give-lines.ts';
import { handToDeactivate } from './hand-to-deactivate.ts';
import { takeBackDecision } from './take-back-decision.ts';
import { saidOf } from './test-decisions.ts';
import { confirmAs, lineOf, read, started, withTwoReviewers } from './test-reviews.ts';

let db: TestDatabase;
let c: Clinic;
let reviewId: Id<'review'>;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  c = await clinic(db.owner);
  await withTwoReviewers(db.owner, c);
  ({ reviewId } = await started(db, c, { scope: 'role', roleId: c.roles.frontDesk, reviewerIds: [c.cy.id] }));
});

const hand = async (by: Member = c.cy) => {
  const { seen } = await lineOf(db, c.ada, reviewId, c.dee);
  return perform(db.pool, by.caller, handToDeactivate, { reviewId, userId: c.dee.id, seen, reason: 'has left' });
};
const stateOf = async () => (await lineOf(db, c.ada, reviewId, c.dee)).state;
const takeBack = (by: Member = c.cy) => perform(db.pool, by.caller, takeBackDecision, { reviewId, userId: c.dee.id });

test('the line waits, and is done once the user is deactivated', async () => {
  await hand();
  expect(await lineOf(db, c.ada, reviewId, c.dee)).toMatchObject({
    state: 'handed',
    reason: 'has left',
    outcome: null,
  });
  expect((await entries(db.owner, c.id)).at(-1)).toMatchObject({
    actor_id: c.cy.id,
    action: 'access-review.hand-to-deactivate',
    subject_user_id: c.dee.id,
    reason: 'has left',
    facts: { reviewId },
  });
  await arrange(db.owner, c.id, () => db.owner.query('delete from active_user where user_id = $1', [c.dee.id]));
  expect(await lineOf(db, c.ada, reviewId, c.dee)).toMatchObject({ state: 'out', outcome: 'deactivated' });
});

test('locking after it is done too, and waits again once unlocked', async () => {
  await hand();
  const lock = (at: string, why: string) =>
    arrange(db.owner, c.id, () =>
      db.owner.query(`update clinic_user set locked_at = ${at}, locked_reason = ${why} where user_id = $1`, [c.dee.id]),
    );
  await lock('now()', `'left'`);
  expect(await lineOf(db, c.ada, reviewId, c.dee)).toMatchObject({ state: 'out', outcome: 'locked' });
  await lock('null', 'null');
  expect(await stateOf()).toBe('handed');
});

test('review/not-yours, review/line-changed, actor/not-permitted', async () => {
  expect(await saidOf(db.owner, c.id, () => hand(c.ada))).toBe('review/not-yours');
  await hand();
  expect(await saidOf(db.owner, c.id, hand)).toBe('review/line-changed');
  expect(await saidOf(db.owner, c.id, () => hand(c.bo))).toBe('actor/not-permitted');
});

test('a decision that ended nothing is taken back by whoever made it, with an entry', async () => {
  expect(await saidOf(db.owner, c.id, takeBack)).toBe('review/nothing-to-take-back');
  await hand();
  expect(await saidOf(db.owner, c.id, () => takeBack(c.ada))).toBe('review/not-yours');
  await takeBack();
  expect(await stateOf()).toBe('undecided');
  expect((await entries(db.owner, c.id)).at(-1)).toMatchObject({
    action: 'access-review.take-back-decision',
    subject_user_id: c.dee.id,
    facts: { reviewId, was: 'handed' },
  });
  await confirmAs(db, c.cy, reviewId, c.dee);
  expect(await stateOf()).toBe('confirmed');
});

test('what one reviewer has not decided goes to another, who is told; the line about the new one stays', async () => {
  const give = (fromUserId: Id<'user'>, toUserId: Id<'user'>, by: Member = c.ada) =>
    perform(db.pool, by.caller, giveLines, { reviewId, fromUserId, toUserId });
  expect(await give(c.cy.id, c.ada.id)).toEqual({ given: 1, stayed: 0 });
  expect(await lineOf(db, c.ada, reviewId, c.dee)).toMatchObject({ mine: true, reviewer: 'Ada Lindqvist' });
  expect((await entries(db.owner, c.id)).at(-1)).toMatchObject({
    action: 'access-review.give-lines',
    subject_user_id: c.ada.id,
    facts: { reviewId, fromUserId: c.cy.id, toUserId: c.ada.id, given: 1 },
  });
  expect(await saidOf(db.owner, c.id, () => give(c.cy.id, c.ada.id))).toBe('review/nothing-to-give');
  expect(await saidOf(db.owner, c.id, () => give(c.ada.id, c.bo.id))).toBe('review/reviewer-not-permitted');
  expect(await saidOf(db.owner, c.id, () => give(c.ada.id, c.cy.id, c.bo))).toBe('actor/not-permitted');
  const all = await started(db, c);
  reviewId = all.reviewId;
  expect(await give(c.ada.id, c.cy.id)).toEqual({ given: 1, stayed: 1 });
  expect((await read(db, c.ada, reviewId)).reviewers).toMatchObject([{ waiting: 1 }, { waiting: 3 }]);
});
