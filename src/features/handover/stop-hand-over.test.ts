import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { Client } from 'pg';
import { perform } from '#kernel/command.ts';
import { answer } from '#kernel/query.ts';
import { makeAdministrator, outcome, ready } from '#test/acting.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { type Clinic, clinic, entries, type Member, one, patients } from '#test/staff.ts';
import { openWork, toUser } from '#test/work.ts';
import { kinds } from './kinds.ts';
import { readProgress } from './read-progress.ts';
import { stopHandOver } from './stop-hand-over.ts';

let db: TestDatabase;
let c: Clinic;
let holding: Client;
beforeAll(async () => {
  db = await testDatabase();
  holding = new Client({
    host: db.owner.host,
    port: db.owner.port,
    user: db.owner.user,
    password: db.owner.password,
    database: db.name,
  });
  await holding.connect();
});
afterAll(async () => {
  await holding.end();
  await db.drop();
});
beforeEach(async () => {
  c = await clinic(db.owner);
  await openWork(db.owner, c, c.bo.id, await patients(db.owner, c.id, ['Arroyo, Pia', 'Berg, Lou']));
});

const names = kinds.map(({ kind }) => kind);
const TASKS = names.indexOf('task') + 1;
const step = async (who: Member = c.ada) => (await answer(db.pool, who.caller, readProgress, { userId: c.bo.id })).step;
const stop = (who: Member = c.ada) => perform(db.pool, who.caller, stopHandOver, { userId: c.bo.id });
const heldByBo = () => one<number>(db.owner, 'select count(*)::int from open_work where holder_id = $1', [c.bo.id]);

/** A hand-over that has come as far as the tasks and waits there, for one that somebody holds. */
async function waiting() {
  await holding.query('begin');
  await holding.query('select from custodian.task where holder_id = $1 for update', [c.bo.id]);
  const leave = await ready(
    db.pool,
    c.ada,
    c.bo,
    names.map((kind) => toUser(kind, c.cy.id)),
  );
  const left = outcome(leave());
  await expect.poll(() => step()).toBe(TASKS);
  return { left, goOn: () => holding.query('rollback') };
}

test('how far a hand-over is, is seen by whoever began it, and by nobody else; afterwards nothing runs', async () => {
  await makeAdministrator(db.owner, c, c.cy);
  const { left, goOn } = await waiting();
  expect(await step(c.cy)).toBeNull();
  await goOn();
  expect(await left).toBe('done');
  expect(await step()).toBeNull();
  expect(await heldByBo()).toBe(0);
});

test('stopped, all of it is undone: nothing has moved, the leaver is signed in, and the log says both', async () => {
  const before = await heldByBo();
  const { left, goOn } = await waiting();
  await stop();
  expect(await left).toBe('request/stopped');
  await goOn();
  expect([await heldByBo(), await step()]).toEqual([before, null]);
  expect(await one(db.owner, 'select count(*)::int from handover where leaver_id = $1', [c.bo.id])).toBe(0);
  expect(await one(db.owner, 'select count(*)::int from session where user_id = $1', [c.bo.id])).toBe(1);
  const log = (await entries(db.owner, c.id)).map(({ action, outcome: said, reason, subject_user_id: whom }) => [
    action,
    said,
    reason,
    whom,
  ]);
  expect(log).toHaveLength(2);
  expect(log).toEqual(
    expect.arrayContaining([
      ['handover.stop-hand-over', 'done', null, c.bo.id],
      ['handover.deactivate-user', 'refused', 'request/stopped', c.bo.id],
    ]),
  );
});

test('stopped and begun again, it is done', async () => {
  const { left, goOn } = await waiting();
  await stop();
  await goOn();
  expect(await left).toBe('request/stopped');
  const again = await ready(
    db.pool,
    c.ada,
    c.bo,
    names.map((kind) => toUser(kind, c.cy.id)),
  );
  expect(await outcome(again())).toBe('done');
});

test('what does not run, or is somebody else’s, cannot be stopped', async () => {
  await expect(stop()).rejects.toThrow('handover/not-running');
  await makeAdministrator(db.owner, c, c.cy);
  const { left, goOn } = await waiting();
  await expect(stop(c.cy)).rejects.toThrow('handover/not-running');
  await goOn();
  expect(await left).toBe('done');
  await expect(stop()).rejects.toThrow('handover/not-running');
});

test('stopped at any moment: all or nothing', async () => {
  for (let round = 0; round < 12; round += 1) {
    c = await clinic(db.owner);
    await openWork(db.owner, c, c.bo.id, await patients(db.owner, c.id, ['Arroyo, Pia']));
    const before = await heldByBo();
    const leave = await ready(
      db.pool,
      c.ada,
      c.bo,
      names.map((kind) => toUser(kind, c.cy.id)),
    );
    const left = outcome(leave());
    await sleep(round * 8);
    await outcome(stop());
    const said = await left;
    expect(['done', 'request/stopped']).toContain(said);
    expect(await heldByBo()).toBe(said === 'done' ? 0 : before);
  }
});
