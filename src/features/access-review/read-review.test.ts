import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic, type Member, one } from '#test/staff.ts';
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
  ({ reviewId } = await started(db, c));
});

const block = (who: Member, setName: string) =>
  arrange(db.owner, c.id, async () => {
    await db.owner.query('insert into patient_set (clinic_id, name) values ($1, $2) on conflict do nothing', [
      c.id,
      setName,
    ]);
    await db.owner.query(
      'insert into chart_block (clinic_id, set_id, user_id) select clinic_id, set_id, $2 from patient_set where clinic_id = $1 and name = $3',
      [c.id, who.id, setName],
    );
  });

test('filters: undecided, decided, mine', async () => {
  const by = await reviewerOf(db, c, reviewId, c.dee);
  await confirmAs(db, by, reviewId, c.dee);
  const names = async (wanted: object) => (await read(db, by, reviewId, wanted)).lines.map(({ name }) => name);
  expect(await names({ show: 'decided' })).toEqual(['Dee Hartwell']);
  expect(await names({ show: 'undecided' })).toHaveLength(3);
  expect(await names({ mine: true, show: 'undecided' })).toHaveLength(1);
  expect(await names({ show: 'handed' })).toEqual([]);
  expect((await names({ descending: true }))[0]).toBe('Cy Okonjo');
  expect((await names({ sort: 'permissions', descending: true })).slice(0, 2).toSorted()).toEqual([
    'Ada Lindqvist',
    'Cy Okonjo',
  ]);
});

test('pages: each line once, in order, whatever it is sorted by', async () => {
  await arrange(db.owner, c.id, async () => {
    await db.owner.query(
      `with made as (insert into clinic_user (clinic_id, user_number, last_name, first_name, type)
          select $1, 5000 + n, 'Name' || n, 'Nia', 'nurse' from generate_series(1, 60) n returning *)
        insert into active_user (clinic_id, user_id) select clinic_id, user_id from made`,
      [c.id],
    );
  });
  ({ reviewId } = await started(db, c, { name: 'many' }));
  for (const sort of ['name', 'last-sign-in', 'permissions'] as const) {
    const first = await read(db, c.ada, reviewId, { sort });
    const second = await read(db, c.ada, reviewId, { sort, after: first.next ?? '' });
    expect([first.lines.length, second.lines.length, second.next, first.matching]).toEqual([50, 14, null, 64]);
    expect(new Set([...first.lines, ...second.lines].map(({ userId }) => userId)).size).toBe(64);
  }
  await expect(read(db, c.ada, reviewId, { after: 'nothing' })).rejects.toThrow('request/cursor-unknown');
});

test('blocks: how many, then and now; which sets, only for whoever may lay blocks and is not kept out by them', async () => {
  await block(c.bo, 'Harbour staff');
  await block(c.bo, 'Family Lindqvist');
  await block(c.ada, 'Family Lindqvist');
  expect(await lineOf(db, c.ada, reviewId, c.bo)).toMatchObject({
    blocks: 2,
    blocksBefore: 0,
    blockedBy: ['Harbour staff'],
  });
  expect(await lineOf(db, c.cy, reviewId, c.bo)).toMatchObject({ blockedBy: ['Family Lindqvist', 'Harbour staff'] });
  await arrange(db.owner, c.id, async () => {
    const roleId = await one(
      db.owner,
      `insert into role (clinic_id, name) values ($1, 'reviewers') returning role_id`,
      [c.id],
    );
    await db.owner.query(`insert into role_permission values ($1, $2, 'access-review.read-review')`, [c.id, roleId]);
    await db.owner.query('insert into user_role values ($1, $2, $3)', [c.id, c.dee.id, roleId]);
  });
  expect(await lineOf(db, c.dee, reviewId, c.bo)).toMatchObject({ blocks: 2, blockedBy: [], mine: false });
});

test('review/not-found, actor/not-permitted', async () => {
  await expect(read(db, c.ada, randomUUID() as Id<'review'>)).rejects.toThrow('review/not-found');
  await expect(read(db, (await clinic(db.owner)).ada, reviewId)).rejects.toThrow('review/not-found');
  await expect(read(db, c.bo, reviewId)).rejects.toThrow('actor/not-permitted');
});
