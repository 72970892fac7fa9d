import type { Pool } from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { openPool } from '#kernel/db.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic, entries } from '#test/staff.ts';
import { lockAway } from '../users/test-person.ts';
import { remindReviewers } from './remind-reviewers.ts';
import { confirmAs, dueIn, started, withTwoReviewers } from './test-reviews.ts';

let db: TestDatabase;
let pool: Pool;
let c: Clinic;
let reviewId: Id<'review'>;
const base = () => ({ pool: db.pool, owner: db.owner });
beforeAll(async () => {
  db = await testDatabase();
  pool = openPool(db.pool.options.connectionString ?? '', 4, { sendsMail: true });
});
afterAll(async () => {
  await pool.end();
  await db.drop();
});
beforeEach(async () => {
  c = await clinic(db.owner);
  await withTwoReviewers(db.owner, c);
  await arrange(db.owner, c.id, () =>
    db.owner.query(`update credentials set email = username || '@alder.example' where clinic_id = $1`, [c.id]),
  );
  ({ reviewId } = await started(base(), c));
});

const run = (by = pool) => remindReviewers.run(by, new AbortController().signal);
/** The same review, so many days before its due date; it was started a month before. */
const daysBeforeDue = async (days: number) => {
  const due = await dueIn(db.owner, days);
  return arrange(db.owner, c.id, () =>
    db.owner.query(
      `update access_review set due_on = $2, started_at = $2::date - interval '30 days' where review_id = $1`,
      [reviewId, due],
    ),
  );
};
const mails = async () => {
  const { rows } = await db.owner.query(
    'select kind, to_address as "to", facts from mail where clinic_id = $1 order by to_address, at',
    [c.id],
  );
  return rows as { kind: string; to: string; facts: Record<string, unknown> }[];
};

test('three days before, each reviewer with lines left gets one mail, with its entry, however many servers look', async () => {
  await daysBeforeDue(4);
  await run();
  expect(await mails()).toEqual([]);
  await daysBeforeDue(3);
  await Promise.all([run(), run(), run()]);
  await run();
  const facts = { review: 'Autumn', reviewId, dueOn: await dueIn(db.owner, 3), lines: 2 };
  expect(await mails()).toEqual([
    { kind: 'access-review-due', to: 'ada@alder.example', facts },
    { kind: 'access-review-due', to: 'cy@alder.example', facts },
  ]);
  const log = (await entries(db.owner, c.id)).filter(({ action }) => action === 'access-review.remind-reviewer');
  expect(new Set(log.map(({ subject_user_id }) => subject_user_id))).toEqual(new Set([c.ada.id, c.cy.id]));
  expect(log).toHaveLength(2);
  expect(log[0]).toMatchObject({ actor_id: null, outcome: 'done', facts });
});

test('after the due date there is one a week, until everything is decided', async () => {
  for (const days of [0, -1, -2, -7, -8, -14, -15]) {
    await daysBeforeDue(days);
    await run();
  }
  const kinds = (await mails()).filter(({ to }) => to === 'cy@alder.example').map(({ kind }) => kind);
  expect(kinds).toEqual(['access-review-due', ...Array<string>(3).fill('access-review-overdue')]);
});

test('who has decided everything is not reminded, nor who is locked, nor anybody once it is closed', async () => {
  await daysBeforeDue(3);
  // By name it is Bo, Dee, Ada, Cy: Ada and Cy share them in turn.
  for (const who of [c.bo, c.dee, c.ada, c.cy]) await confirmAs(base(), c.cy, reviewId, who).catch(() => undefined);
  await lockAway(db.owner, c, c.ada.id);
  await run();
  expect(await mails()).toEqual([]);
  await daysBeforeDue(-1);
  await arrange(db.owner, c.id, () =>
    db.owner.query(
      `update access_review set closed_at = now(), closed_by_name = 'Ada', closed_reason = 'x', digest = repeat('a', 64) where review_id = $1`,
      [reviewId],
    ),
  );
  await run();
  expect(await mails()).toEqual([]);
});

test('a review that begins within the three days has just been told of', async () => {
  const { reviewId: short } = await started(base(), c, { name: 'Short', dueOn: await dueIn(db.owner, 2) });
  await run();
  expect((await mails()).filter(({ facts }) => facts['reviewId'] === short)).toEqual([]);
});
