import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { answer } from '#kernel/query.ts';
import { makeAdministrator, ready } from '#test/acting.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic, type Member, one, patients } from '#test/staff.ts';
import { block } from '#test/work.ts';
import { absent } from '../absences/test-absences.ts';
import { lockAway } from '../users/test-person.ts';
import { previewAssignment } from './preview-assignment.ts';
import { readDoubts } from './read-doubts.ts';

let db: TestDatabase;
let c: Clinic;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  c = await clinic(db.owner);
});

const doubts = async (kind: string, by: Member = c.bo, about: Member = c.cy) =>
  (await answer(db.pool, by.caller, readDoubts, { userId: about.id, kind })).doubts;
const run = (sql: string, ...values: unknown[]) =>
  arrange(db.owner, c.id, () => db.owner.query(sql, [c.id, ...values]));
test('there are none about somebody who is here, and stays', async () => {
  expect(await doubts('task')).toEqual([]);
});

test('being away, and covering for somebody', async () => {
  await absent(db.owner, c, { userId: c.cy.id, from: 2, until: 3 });
  expect(await doubts('task')).toEqual(['away']);
  await run('update absence set ended_at = now() where clinic_id = $1');
  await absent(db.owner, c, { userId: c.dee.id, covererId: c.cy.id, from: 5, until: 9 });
  expect(await doubts('task')).toEqual(['covers-somebody']);
});

test('a number that such work takes, and no other', async () => {
  expect([await doubts('claim', c.bo, c.bo), await doubts('task', c.bo, c.bo)]).toEqual([['number-missing'], []]);
});

test('that somebody is to leave is told to whoever may plan that', async () => {
  await run(
    `insert into last_day (clinic_id, user_id, ends_at, reason, set_by_id) values ($1, $2, now() + interval '9 days', 'moves', $3)`,
    c.cy.id,
    c.ada.id,
  );
  expect([await doubts('task'), await doubts('task', c.ada)]).toEqual([[], ['leaving-too']]);
});

test('that a colleague may not see the item, without saying why, to whom it falls', async () => {
  const [patientId] = await patients(db.owner, c.id, ['Tolland, Emeric']);
  await run(
    `insert into task (clinic_id, author_id, title, patient_id, holder_id) values ($1, $2, 'Call', $3, $4)`,
    c.ada.id,
    patientId,
    c.bo.id,
  );
  const itemId = await one<Id<'work'>>(db.owner, 'select task_id from task where clinic_id = $1', [c.id]);
  const about = async (by: Member, userId: Id<'user'>) =>
    (await answer(db.pool, by.caller, readDoubts, { userId, kind: 'task', itemId })).doubts;
  expect([await about(c.bo, c.cy.id), await about(c.bo, c.dee.id)]).toEqual([[], ['cannot-see']]);
  await block(db.owner, c, c.cy.id, patientId ? [patientId] : []);
  expect(await about(c.bo, c.cy.id)).toEqual(['cannot-see']);
  expect(await about(c.ada, c.cy.id)).toEqual(['cannot-see']);
  // Neither who has nothing to do with it, nor to whom the record is closed.
  expect(await about(c.dee, c.cy.id)).toEqual([]);
  await block(db.owner, c, c.bo.id, patientId ? [patientId] : []);
  expect(await about(c.bo, c.cy.id)).toEqual([]);
});

test('they stand beside what is assigned from the pool, once for each kind', async () => {
  await absent(db.owner, c, { userId: c.cy.id, from: 2, until: 3 });
  await run(
    `insert into task (clinic_id, author_id, title) select $1, $2, 'Call' from generate_series(1, 2)`,
    c.ada.id,
  );
  const itemIds = (await db.owner.query('select task_id as id from task where clinic_id = $1', [c.id])).rows;
  const items = itemIds.map(({ id }) => ({ kind: 'task', itemId: id }));
  const weighed = await answer(db.pool, c.ada.caller, previewAssignment, { userId: c.cy.id, items });
  expect(weighed.doubts).toEqual([{ kind: 'task', doubt: 'away' }]);
  expect(weighed.items).toHaveLength(2);
});

test('refused of a kind that there is not, and of whoever is not there, locked, or has left', async () => {
  await expect(doubts('nonsense')).rejects.toThrow('handover/plan-malformed');
  const nobody = { ...c.cy, id: c.siteId as never };
  await expect(doubts('task', c.bo, nobody)).rejects.toThrow('user/not-found');
  const other = await clinic(db.owner);
  await expect(doubts('task', c.bo, other.cy)).rejects.toThrow('user/not-found');
  await lockAway(db.owner, c, c.dee.id);
  await expect(doubts('task', c.bo, c.dee)).rejects.toThrow('work/holder-not-active');
  await makeAdministrator(db.owner, c, c.bo);
  await (
    await ready(db.pool, c.ada, c.cy)
  )();
  await expect(doubts('task')).rejects.toThrow('work/holder-not-active');
  expect(
    await one(db.owner, 'select count(*)::int from audit_entry where clinic_id = $1 and action = $2', [
      c.id,
      'handover.read-doubts',
    ]),
  ).toBe(0);
});
