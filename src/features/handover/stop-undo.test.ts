import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { Client } from 'pg';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import { answer } from '#kernel/query.ts';
import { outcome, ready } from '#test/acting.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { type Clinic, clinic, entries, one, PASSWORD, patients } from '#test/staff.ts';
import { openWork, toUser } from '#test/work.ts';
import { activateUser } from '../users/activate-user.ts';
import { kinds } from './kinds.ts';
import { previewUndo } from './preview-undo.ts';
import { readProgress } from './read-progress.ts';
import { stopHandOver } from './stop-hand-over.ts';
import { undoHandOver } from './undo-hand-over.ts';

let db: TestDatabase;
let c: Clinic;
let holding: Client;
let handoverId: Id<'handover'>;
beforeAll(async () => {
  db = await testDatabase();
  const { host, port, user, password } = db.owner;
  holding = new Client({ host, port, user, password, database: db.name });
  await holding.connect();
});
afterAll(async () => {
  await holding.end();
  await db.drop();
});

beforeEach(async () => {
  c = await clinic(db.owner);
  await openWork(db.owner, c, c.bo.id, await patients(db.owner, c.id, ['Arroyo, Pia', 'Berg, Lou']));
  const plan = kinds.map(({ kind }) => toUser(kind, c.cy.id));
  await (
    await ready(db.pool, c.ada, c.bo, plan)
  )();
  const back = { userId: c.bo.id, reason: 'stays', roleIds: [c.roles.doctor], siteIds: [c.siteId] };
  await perform(db.pool, c.ada.caller, activateUser, back, { password: PASSWORD });
  handoverId = await one<never>(db.owner, 'select handover_id from handover where leaver_id = $1', [c.bo.id]);
});

const heldBy = (userId: string) =>
  one<number>(db.owner, 'select count(*)::int from open_work where holder_id = $1', [userId]);
/** The undo, come as far as the tasks, where it waits for one that somebody holds; how much Cy held before. */
async function waiting() {
  const before = await heldBy(c.cy.id);
  const { undoHash } = await answer(db.pool, c.ada.caller, previewUndo, { handoverId });
  await holding.query('begin');
  await holding.query('select from custodian.task where holder_id = $1 for update', [c.cy.id]);
  const input = { handoverId, undoHash, reason: 'stays' };
  const undone = outcome(perform(db.pool, c.ada.caller, undoHandOver, input, { password: PASSWORD }));
  const moved = await answer(db.pool, c.ada.caller, previewUndo, { handoverId });
  const untouched = moved.kinds.filter((kind) => kind.untouched > 0).map(({ kind }) => kind);
  await expect.poll(step).toBe(untouched.indexOf('task') + 1);
  return { before, undone };
}
const step = async () => (await answer(db.pool, c.ada.caller, readProgress, { userId: c.bo.id })).step;

test('how far an undo is, is seen while it runs; afterwards nothing runs', async () => {
  const { before, undone } = await waiting();
  await holding.query('rollback');
  expect(await undone).toBe('done');
  expect([await step(), await heldBy(c.cy.id), await heldBy(c.bo.id)]).toEqual([null, 0, before]);
});

test('stopped, nothing has gone back, and the log says both', async () => {
  const { before, undone } = await waiting();
  await perform(db.pool, c.ada.caller, stopHandOver, { userId: c.bo.id });
  expect(await undone).toBe('request/stopped');
  await holding.query('rollback');
  expect([await step(), await heldBy(c.cy.id), await heldBy(c.bo.id)]).toEqual([null, before, 0]);
  expect(await one(db.owner, 'select count(*)::int from handover_undo where clinic_id = $1', [c.id])).toBe(0);
  const log = (await entries(db.owner, c.id)).slice(-2);
  expect(log.map(({ action, outcome: said, reason }) => [action, said, reason])).toEqual(
    expect.arrayContaining([
      ['handover.stop-hand-over', 'done', null],
      ['handover.undo-hand-over', 'refused', 'request/stopped'],
    ]),
  );
});
