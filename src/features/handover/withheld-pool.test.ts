import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import { answer } from '#kernel/query.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic, entries, type Member, one, patients } from '#test/staff.ts';
import { block } from '#test/work.ts';
import { readSession } from '../sign-in/read-session.ts';
import { lockAway } from '../users/test-person.ts';
import { assignWithheld } from './assign-withheld.ts';
import { listPool } from './list-pool.ts';
import { previewWithheld } from './preview-withheld.ts';

let db: TestDatabase;
let c: Clinic;
let chart: Id<'patient'>[];
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());
/** Three tasks wait, two of them about patients closed to Ada; of those, one is closed to Bo. */
beforeEach(async () => {
  c = await clinic(db.owner);
  chart = await patients(db.owner, c.id, ['Arroyo, Pia', 'Berg, Lou', 'Coll, Ivo']);
  await arrange(db.owner, c.id, async () => {
    await db.owner.query('update patient set mrp_id = $2 where clinic_id = $1', [c.id, c.cy.id]);
    await db.owner.query(
      `insert into task (clinic_id, author_id, patient_id, title, made_at)
       select $1, $2, p.id, 'Call ' || n, now() - n * interval '2 days' from unnest($3::uuid[]) with ordinality p(id, n)`,
      [c.id, c.cy.id, chart],
    );
  });
  await block(db.owner, c, c.ada.id, chart.slice(0, 2));
  await block(db.owner, c, c.bo.id, chart.slice(1, 2));
});

const weigh = (userId: Id<'user'>, kind = 'task', who: Member = c.ada) =>
  answer(db.pool, who.caller, previewWithheld, { kind, userId });
const assign = (userId: Id<'user'>, items: number, kind = 'task', who: Member = c.ada) =>
  perform(db.pool, who.caller, assignWithheld, { kind, userId, items });
const held = (userId: string) =>
  one<number>(db.owner, 'select count(*)::int from task where clinic_id = $1 and holder_id = $2', [c.id, userId]);
const lastEntry = async () => (await entries(db.owner, c.id)).at(-1);

test('what is withheld is a kind, a number and an age', async () => {
  const { kinds, items } = await answer(db.pool, c.ada.caller, listPool, {});
  expect(kinds).toMatchObject([{ kind: 'task', items: 1, withheld: 2, withheldOldest: expect.any(String) as unknown }]);
  const [task] = kinds;
  expect(Date.now() - Date.parse(task?.withheldOldest ?? '')).toBeGreaterThan(3.9 * 86_400_000);
  expect(items).toHaveLength(1);
});

test('it goes unseen to somebody who may see it, as much of it as they may, with an entry that says nothing of it', async () => {
  expect(await weigh(c.bo.id)).toEqual({ items: 2, able: 1 });
  expect(await assign(c.bo.id, 1)).toEqual({ items: 1 });
  expect(await weigh(c.cy.id)).toEqual({ items: 1, able: 1 });
  await assign(c.cy.id, 1);
  expect([await held(c.bo.id), await held(c.cy.id)]).toEqual([1, 1]);
  const entry = await lastEntry();
  expect(entry).toMatchObject({
    action: 'handover.assign-withheld',
    outcome: 'done',
    subject_user_id: c.cy.id,
    patient_id: null,
    facts: { given: [{ kind: 'task', items: 1 }], withheld: true },
  });
  expect(JSON.stringify(entry)).not.toMatch(new RegExp(chart.join('|')));
});

test('of two who give the same, one is told', async () => {
  const said = await Promise.allSettled([assign(c.cy.id, 2), assign(c.cy.id, 2)]);
  expect(said.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect(said.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'handover/pool-changed' } });
  expect(await held(c.cy.id)).toBe(2);
});

describe.each<[string, () => Promise<unknown>]>([
  ['handover/plan-malformed', () => assign(c.cy.id, 1, 'dreams')],
  ['user/not-found', async () => assign((await clinic(db.owner)).cy.id, 1)],
  ['work/holder-not-active', () => lockAway(db.owner, c, c.cy.id).then(() => assign(c.cy.id, 2))],
  ['handover/pool-changed', () => assign(c.cy.id, 3)],
  ['handover/pool-changed', () => assign(c.ada.id, 1)],
  ['handover/pool-changed', () => assign(c.dee.id, 1)],
  ['actor/not-permitted', () => assign(c.cy.id, 2, 'task', c.dee)],
])('%s', (code, asked) => {
  test('refuses, and nothing moves', async () => {
    await expect(asked()).rejects.toThrow(code);
    expect(await lastEntry()).toMatchObject({ outcome: 'refused', reason: code });
    expect(await held(c.cy.id)).toBe(0);
  });
});

test.each<[string, () => Promise<unknown>]>([
  ['handover/plan-malformed', () => weigh(c.cy.id, 'dreams')],
  ['user/not-found', async () => weigh((await clinic(db.owner)).cy.id)],
  ['work/holder-not-active', () => lockAway(db.owner, c, c.cy.id).then(() => weigh(c.cy.id))],
  ['actor/not-permitted', () => weigh(c.cy.id, 'task', c.dee)],
])('weighing refused: %s', async (code, asked) => {
  await expect(asked()).rejects.toThrow(code);
});

test('the menu says how much waits, to whoever looks after the pool', async () => {
  expect((await answer(db.pool, c.ada.caller, readSession, {})).poolWaiting).toBe(3);
  expect((await answer(db.pool, c.dee.caller, readSession, {})).poolWaiting).toBe(0);
});
