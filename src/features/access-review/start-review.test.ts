import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import type { Input } from '#kernel/contract.ts';
import { answer } from '#kernel/query.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic, entries, type Member, one } from '#test/staff.ts';
import { readSession } from '../sign-in/read-session.ts';
import type { StartReview } from './contract.ts';
import { listReviews } from './list-reviews.ts';
import { previewReview } from './preview-review.ts';
import { startReview } from './start-review.ts';
import { dueIn, read, started, withTwoReviewers } from './test-reviews.ts';

let db: TestDatabase;
let c: Clinic;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  c = await clinic(db.owner);
  await withTwoReviewers(db.owner, c);
});

const notices = async (who: Member) => (await answer(db.pool, who.caller, readSession, {})).notices;

test('takes a snapshot of what everybody holds, shares it out, tells the reviewers, and leaves its entry', async () => {
  const { reviewId, lines } = await started(db, c);
  expect(lines).toBe(4);
  const review = await read(db, c.ada, reviewId);
  expect(review).toMatchObject({ name: 'Autumn', scope: 'all', closedAt: null, mayClose: true, matching: 4 });
  expect(review.counts).toEqual({ undecided: 4, handed: 0, confirmed: 0, ended: 0, out: 0, left: 0 });
  expect(review.reviewers.map(({ lines: share, waiting }) => [share, waiting])).toEqual([
    [2, 2],
    [2, 2],
  ]);
  const bo = review.lines.find(({ userId }) => userId === c.bo.id);
  expect(bo).toMatchObject({
    name: 'Bo Castellane',
    type: 'doctor',
    status: 'active',
    roles: [{ name: 'doctor', change: 'same' }],
    sites: [{ name: 'Alder Point', change: 'same' }],
    blocks: 0,
    state: 'undecided',
  });
  expect(bo?.permissions).toBeGreaterThan(5);
  expect(await notices(c.cy)).toMatchObject([
    { kind: 'access-review-started', facts: { by: 'Ada Lindqvist', review: 'Autumn', lines: 2, reviewId } },
  ]);
  expect(await entries(db.owner, c.id)).toMatchObject([
    {
      actor_id: c.ada.id,
      action: 'access-review.start-review',
      outcome: 'done',
      facts: { reviewId, after: { name: 'Autumn', scope: 'all' }, lines: 4 },
    },
  ]);
});

test('nobody reviews themselves: the line goes to another reviewer, and the database takes no other', async () => {
  const { reviewId } = await started(db, c);
  const { rows } = await db.owner.query(
    'select from access_review_line where review_id = $1 and user_id = reviewer_id',
    [reviewId],
  );
  expect(rows).toHaveLength(0);
  const own = () =>
    db.owner.query('update access_review_line set reviewer_id = user_id where review_id = $1', [reviewId]);
  await expect(arrange(db.owner, c.id, own)).rejects.toMatchObject({ constraint: 'access_review_line_not_own' });
});

test('of a role or a site it has those who hold it', async () => {
  const ofRole = await started(db, c, { scope: 'role', roleId: c.roles.frontDesk, reviewerIds: [c.ada.id] });
  expect((await read(db, c.ada, ofRole.reviewId)).lines.map(({ name }) => name)).toEqual(['Dee Hartwell']);
  const ofSite = await started(db, c, { scope: 'site', siteId: c.siteId });
  expect(ofSite.lines).toBe(4);
  const { reviews } = await answer(db.pool, c.ada.caller, listReviews, {});
  expect(reviews.map(({ scope, scopeName }) => [scope, scopeName])).toEqual([
    ['role', 'front desk'],
    ['site', 'Alder Point'],
  ]);
});

test('the preview says what starting does: lines, shares, and who has nobody', async () => {
  const preview = (given: object) => answer(db.pool, c.ada.caller, previewReview, { scope: 'all', ...given });
  const both = await preview({ reviewerIds: [c.ada.id, c.cy.id] });
  expect(both).toMatchObject({ lines: 4, nobodyFor: null, within: ['Ada Lindqvist', 'Cy Okonjo'] });
  expect(both.shares.map(({ lines }) => lines)).toEqual([2, 2]);
  expect(both.candidates.map(({ name }) => name)).toEqual(['Ada Lindqvist', 'Cy Okonjo']);
  expect(await preview({ reviewerIds: [c.ada.id] })).toMatchObject({ nobodyFor: 'Ada Lindqvist' });
  expect(await preview({})).toMatchObject({ lines: 4, shares: [] });
});

test('three days before it is due its reviewers are reminded, on every page, until they have decided', async () => {
  const due = async (days: number) => {
    const { reviewId } = await started(db, c, { name: `in ${days}`, dueOn: await dueIn(db.owner, days) });
    return reviewId;
  };
  await due(4);
  const soon = await due(3);
  const today = await due(0);
  const { reviewsDue } = await answer(db.pool, c.ada.caller, readSession, {});
  expect(reviewsDue.map(({ reviewId, when, lines }) => [reviewId, when, lines])).toEqual([
    [today, 'today', 2],
    [soon, 'soon', 2],
  ]);
  await arrange(db.owner, c.id, () =>
    db.owner.query('update access_review set due_on = due_on - 1 where review_id = $1', [today]),
  );
  expect((await answer(db.pool, c.ada.caller, readSession, {})).reviewsDue[0]).toMatchObject({ when: 'overdue' });
  expect(await read(db, c.ada, today)).toMatchObject({ overdue: true });
  expect((await answer(db.pool, c.dee.caller, readSession, {})).reviewsDue).toEqual([]);
});

describe('refused, it starts nothing', () => {
  const refused = async (given: Partial<Input<typeof StartReview>>, by: Member = c.ada) => {
    const asked = {
      name: 'Autumn',
      scope: 'all' as const,
      dueOn: await dueIn(db.owner, 14),
      reviewerIds: [c.ada.id, c.cy.id],
      ...given,
    };
    const said = await perform(db.pool, by.caller, startReview, asked).then(
      () => 'done',
      (error: Error) => error.message,
    );
    expect((await entries(db.owner, c.id)).at(-1)).toMatchObject({ outcome: 'refused', reason: said });
    expect(await one(db.owner, 'select count(*)::int from access_review where clinic_id = $1', [c.id])).toBe(0);
    return said;
  };
  test('site/not-found, role/not-found', async () => {
    expect(await refused({ scope: 'site', siteId: randomUUID() as Id<'site'> })).toBe('site/not-found');
    expect(await refused({ scope: 'role', roleId: (await clinic(db.owner)).roles.doctor })).toBe('role/not-found');
    expect(await refused({ scope: 'role' })).toBe('role/not-found');
  });
  test('review/nobody-in-scope', async () => {
    await arrange(db.owner, c.id, () =>
      db.owner.query('delete from user_role where role_id = $1', [c.roles.frontDesk]),
    );
    expect(await refused({ scope: 'role', roleId: c.roles.frontDesk })).toBe('review/nobody-in-scope');
  });
  test('review/due-in-the-past', async () => {
    expect(await refused({ dueOn: await dueIn(db.owner, -1) })).toBe('review/due-in-the-past');
  });
  test('review/reviewer-not-permitted', async () => {
    expect(await refused({ reviewerIds: [c.ada.id, c.bo.id] })).toBe('review/reviewer-not-permitted');
  });
  test('review/own-line', async () => {
    expect(await refused({ reviewerIds: [c.cy.id] })).toBe('review/own-line');
  });
  test('actor/not-permitted', async () => {
    expect(await refused({}, c.dee)).toBe('actor/not-permitted');
  });
});
