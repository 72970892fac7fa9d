import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic, entries, type Member } from '#test/staff.ts';
import { closeReview } from './close-review.ts';
import { confirmLines } from './confirm-lines.ts';
import { saidOf } from './test-decisions.ts';
import { confirmAs, lineOf, read, reviewerOf, started, withTwoReviewers } from './test-reviews.ts';

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

const confirm = async (who: Member, by: Member = c.cy, seen?: string) =>
  perform(db.pool, by.caller, confirmLines, {
    reviewId,
    lines: [{ userId: who.id, seen: seen ?? (await lineOf(db, c.ada, reviewId, who)).seen }],
  });

test('the line says who confirmed it and when; what the user holds stays', async () => {
  expect(await confirm(c.dee)).toEqual({ confirmed: 1 });
  const review = await read(db, c.ada, reviewId);
  expect(review.counts).toMatchObject({ undecided: 0, confirmed: 1 });
  expect(review.lines).toMatchObject([{ state: 'confirmed', reviewer: 'Cy Okonjo', reason: null, endedRoles: [] }]);
  expect(review.lines[0]?.decidedAt).not.toBeNull();
  expect(await entries(db.owner, c.id)).toContainEqual(
    expect.objectContaining({
      actor_id: c.cy.id,
      action: 'access-review.confirm-lines',
      outcome: 'done',
      subject_user_id: c.dee.id,
      facts: { reviewId, confirmed: ['Dee Hartwell'] },
    }),
  );
});

test('several at once: all of them or none', async () => {
  const all = await started(db, c);
  const by = await reviewerOf(db, c, all.reviewId, c.dee);
  const mine = (await read(db, by, all.reviewId, { mine: true })).lines;
  expect(mine).toHaveLength(2);
  const lines = mine.map(({ userId, seen }) => ({ userId, seen }));
  const changed = lines.map((line, at) => (at === 0 ? line : { ...line, seen: '0'.repeat(32) }));
  const said = await saidOf(db.owner, c.id, () =>
    perform(db.pool, by.caller, confirmLines, { reviewId: all.reviewId, lines: changed }),
  );
  expect(said).toBe('review/line-changed');
  expect((await read(db, by, all.reviewId)).counts.confirmed).toBe(0);
  expect(await perform(db.pool, by.caller, confirmLines, { reviewId: all.reviewId, lines })).toEqual({ confirmed: 2 });
});

test('two who confirm one line at once: one does, the other is told', async () => {
  const { seen } = await lineOf(db, c.ada, reviewId, c.dee);
  const both = await Promise.allSettled([confirm(c.dee, c.cy, seen), confirm(c.dee, c.cy, seen)]);
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'review/line-changed' } });
});

describe('refused, nothing is decided', () => {
  const refused = (act: () => Promise<unknown>) => saidOf(db.owner, c.id, act);
  test('review/line-changed: a role has come since the page was read, and the page shows it as new', async () => {
    const { seen } = await lineOf(db, c.ada, reviewId, c.dee);
    await arrange(db.owner, c.id, () =>
      db.owner.query('insert into user_role values ($1, $2, $3)', [c.id, c.dee.id, c.roles.doctor]),
    );
    expect(await refused(() => confirm(c.dee, c.cy, seen))).toBe('review/line-changed');
    expect((await lineOf(db, c.ada, reviewId, c.dee)).roles).toMatchObject([
      { name: 'doctor', change: 'new' },
      { name: 'front desk', change: 'same' },
    ]);
  });
  test('review/not-yours', async () => {
    expect(await refused(() => confirm(c.dee, c.ada))).toBe('review/not-yours');
  });
  test('review/not-found', async () => {
    const { seen } = await lineOf(db, c.ada, reviewId, c.dee);
    reviewId = randomUUID() as Id<'review'>;
    expect(await refused(() => confirm(c.dee, c.cy, seen))).toBe('review/not-found');
  });
  test('review/already-closed', async () => {
    await perform(db.pool, c.ada.caller, closeReview, { reviewId, reason: 'moved' });
    expect(await refused(() => confirm(c.dee))).toBe('review/already-closed');
  });
  test('actor/not-permitted', async () => {
    expect(await refused(() => confirm(c.dee, c.bo))).toBe('actor/not-permitted');
  });
});

test('a user who leaves undecided needs no decision any more', async () => {
  await arrange(db.owner, c.id, () => db.owner.query('delete from active_user where user_id = $1', [c.dee.id]));
  expect((await read(db, c.cy, reviewId)).counts).toMatchObject({ undecided: 0, left: 1 });
  expect(await saidOf(db.owner, c.id, () => confirmAs(db, c.cy, reviewId, c.dee))).toBe('review/line-changed');
});
