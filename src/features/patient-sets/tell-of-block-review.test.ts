import type { Pool } from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { openPool } from '#kernel/db.ts';
import { makeAdministrator } from '#test/acting.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic, entries, patients } from '#test/staff.ts';
import { lockAway } from '../users/test-person.ts';
import { tellOfBlockReview } from './tell-of-block-review.ts';
import { layOn, makeSet } from './test-sets.ts';

let db: TestDatabase;
let pool: Pool;
let c: Clinic;
let family: Id<'set'>;
let blockId: Id<'block'>;
beforeAll(async () => {
  db = await testDatabase();
  pool = openPool(db.pool.options.connectionString ?? '', 4, { sendsMail: true });
});
afterAll(async () => {
  await pool.end();
  await db.drop();
});
/** Ada has laid a block on Bo, with a review day; Ada and Cy administer. */
beforeEach(async () => {
  c = await clinic(db.owner);
  await makeAdministrator(db.owner, c, c.cy);
  family = await makeSet(db.owner, c, 'Okonjo family', await patients(db.owner, c.id, ['Arroyo, Pia']));
  blockId = await layOn(db.owner, c, family, c.bo.id);
  await arrange(db.owner, c.id, () =>
    db.owner.query(`update credentials set email = username || '@alder.example' where clinic_id = $1`, [c.id]),
  );
});
const run = (by = pool) => tellOfBlockReview.run(by, new AbortController().signal);
const set = (sql: string, ...more: unknown[]) =>
  arrange(db.owner, c.id, () =>
    db.owner.query(`update chart_block set ${sql} where block_id = $1`, [blockId, ...more]),
  );
const reviewIn = (days: number) =>
  set(`review_on = (now() at time zone 'America/Vancouver')::date + $2::int, reviewer_id = laid_by_id`, days);
const told = async () => {
  const { rows } = await db.owner.query<{ who: string; facts: object }>(
    `select u.first_name as who, n.facts from notice n join clinic_user u using (clinic_id, user_id)
      where n.clinic_id = $1 and n.kind = 'block-review-due' order by n.at, 1`,
    [c.id],
  );
  return rows;
};
const names = async () => (await told()).map(({ who }) => who);

test('on the review day its reviewer is told, once, by a notice, a mail and an entry', async () => {
  await reviewIn(1);
  await run();
  expect(await told()).toEqual([]);
  await reviewIn(0);
  await Promise.all([run(), run(), run()]);
  await run();
  const facts = {
    blocked: 'Bo Castellane',
    set: 'Okonjo family',
    setId: family,
    dueOn: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
  };
  expect(await told()).toEqual([{ who: 'Ada', facts }]);
  const { rows } = await db.owner.query('select kind, to_address as "to", facts from mail where clinic_id = $1', [
    c.id,
  ]);
  expect(rows).toEqual([{ kind: 'block-review-due', to: 'ada@alder.example', facts }]);
  const log = (await entries(db.owner, c.id)).filter(({ action }) => action === 'patient-sets.tell-of-block-review');
  expect(log).toMatchObject([{ actor_id: null, outcome: 'done', subject_user_id: c.ada.id, facts }]);
});

test('a server that sends no mail tells by the notice alone', async () => {
  await reviewIn(0);
  await run(db.pool);
  expect(await names()).toEqual(['Ada']);
  expect((await db.owner.query('select from mail where clinic_id = $1', [c.id])).rows).toEqual([]);
});

test('it is told again each week while the block goes on as it is', async () => {
  for (const days of [0, -1, -6, -7, -13, -14]) {
    await reviewIn(days);
    await run();
  }
  expect(await names()).toEqual(['Ada', 'Ada', 'Ada']);
});

test('of a block that was lifted or has ended nobody is told', async () => {
  await reviewIn(0);
  await set(`laid_at = now() - interval '2 days', ends_at = now() - interval '1 minute'`);
  await run();
  await set('ends_at = null, lifted_at = now()');
  await run();
  expect(await told()).toEqual([]);
});

test('where the reviewer cannot, whoever may is told; never whom the set keeps out', async () => {
  await reviewIn(0);
  await makeAdministrator(db.owner, c, c.bo);
  await lockAway(db.owner, c, c.ada.id);
  await run();
  expect(await names()).toEqual(['Cy']);
});

test('a reviewer whom the set keeps out by now is not told of it', async () => {
  await reviewIn(0);
  await layOn(db.owner, c, family, c.ada.id);
  await run();
  expect(await names()).toEqual(['Cy']);
});
