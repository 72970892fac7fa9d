import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import { answer } from '#kernel/query.ts';
import { activateUser } from '../users/activate-user.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic, entries, one, PASSWORD, patients } from '#test/staff.ts';
import { aboutNobody, block, openWork, toUser, without, worked } from '#test/work.ts';
import { deactivateUser } from './deactivate-user.ts';
import { kinds } from './kinds.ts';
import { previewDeactivation } from './preview-deactivation.ts';
import { previewUndo } from './preview-undo.ts';
import { undoHandOver } from './undo-hand-over.ts';

let db: TestDatabase;
let c: Clinic;
let chart: Id<'patient'>[];
let handoverId: Id<'handover'>;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  c = await clinic(db.owner);
  chart = await patients(db.owner, c.id, ['Arroyo, Pia', 'Berg, Lou', 'Chan, Mei']);
  await openWork(db.owner, c, c.bo.id, chart);
  const plan = [
    without('appointment', 'cancel'),
    without('message', 'return'),
    ...kinds.filter(({ kind }) => !['appointment', 'message'].includes(kind)).map(({ kind }) => toUser(kind, c.cy.id)),
  ];
  const { planHash } = await answer(db.pool, c.ada.caller, previewDeactivation, { userId: c.bo.id, plan });
  const input = { userId: c.bo.id, plan, planHash, reason: 'moved away' };
  ({ handoverId } = await perform(db.pool, c.ada.caller, deactivateUser, input, { password: PASSWORD }));
});

/** What can come back: three of each kind but the appointments, which were cancelled. */
const BACK = 3 * (worked.length - 1);
/** Of these, what concerns one patient. */
const OF_ONE = worked.length - 1 - aboutNobody.length;

const activate = () =>
  perform(
    db.pool,
    c.ada.caller,
    activateUser,
    { userId: c.bo.id, reason: 'stays after all', roleIds: [c.roles.doctor], siteIds: [c.siteId] },
    { password: PASSWORD },
  );
const look = () => answer(db.pool, c.ada.caller, previewUndo, { handoverId });
const undo = async (undoHash?: string) =>
  perform(
    db.pool,
    c.ada.caller,
    undoHandOver,
    { handoverId, undoHash: undoHash ?? (await look()).undoHash, reason: 'stays' },
    { password: PASSWORD },
  );
const heldBy = (userId: string) =>
  one<number>(db.owner, 'select count(*)::int from open_work where holder_id = $1', [userId]);
const doneByCy = (table: string) =>
  arrange(db.owner, c.id, () =>
    db.owner.query(`update ${table} set done_at = now(), done_by_id = $1 where holder_id = $1 and urgent`, [c.cy.id]),
  );

describe('undone', () => {
  test('all that nobody has touched is the leaver’s again, also out of the pool; what was cancelled stays so', async () => {
    await activate();
    expect(await undo()).toEqual({ items: BACK });
    expect([await heldBy(c.bo.id), await heldBy(c.cy.id)]).toEqual([BACK, 0]);
    expect(
      await one(db.owner, `select count(*)::int from appointment where status = 'cancelled' and clinic_id = $1`, [
        c.id,
      ]),
    ).toBe(3);
    const marked = 'select count(*)::int from handover_item where handover_id = $1 and undone_at is not null';
    expect(await one(db.owner, marked, [handoverId])).toBe(BACK);
    expect((await entries(db.owner, c.id)).at(-1)).toMatchObject({
      action: 'handover.undo-hand-over',
      outcome: 'done',
      reason: 'stays',
      subject_user_id: c.bo.id,
      facts: { handoverId, givenBack: expect.arrayContaining([{ kind: 'task', items: 3 }]) as object[] },
    });
    expect((await look()).undone).toMatchObject({ items: BACK, by: { name: 'Ada Lindqvist' }, reason: 'stays' });
  });

  test('what the successor has worked on stays, and the preview says so', async () => {
    await activate();
    await doneByCy('task');
    expect((await look()).kinds.find(({ kind }) => kind === 'task')).toEqual({ kind: 'task', items: 3, untouched: 2 });
    expect(await undo()).toEqual({ items: BACK - 1 });
  });

  test('what the leaver may no longer have stays with whoever may', async () => {
    await activate();
    await block(db.owner, c, c.bo.id, chart.slice(0, 1));
    expect(await undo()).toEqual({ items: BACK - OF_ONE });
    expect(await heldBy(c.cy.id)).toBe(OF_ONE - 1);
  });
});

describe('refused, and nothing changes', () => {
  const unchanged = async () => expect(await heldBy(c.cy.id)).toBe(BACK - 3);

  test('while the leaver is out', async () => {
    expect(await look()).toMatchObject({ refused: 'handover/leaver-still-out', undone: null });
    await expect(undo()).rejects.toThrow('handover/leaver-still-out');
    await unchanged();
    expect((await entries(db.owner, c.id)).at(-1)).toMatchObject({
      outcome: 'refused',
      reason: 'handover/leaver-still-out',
    });
  });

  test('when the clinic’s time for it is over', async () => {
    await activate();
    await arrange(db.owner, c.id, () =>
      db.owner.query('update clinic set undo_hours = 0 where clinic_id = $1', [c.id]),
    );
    await expect(undo()).rejects.toThrow('handover/undo-too-late');
    await unchanged();
  });

  test('when somebody has worked on an item since the preview', async () => {
    await activate();
    const { undoHash } = await look();
    await doneByCy('task');
    await expect(undo(undoHash)).rejects.toThrow('handover/plan-changed');
  });

  test('twice', async () => {
    await activate();
    await undo();
    await expect(undo()).rejects.toThrow('handover/undone-already');
  });

  test('when nothing is left to give back', async () => {
    await activate();
    await block(db.owner, c, c.bo.id, chart);
    await arrange(db.owner, c.id, async () => {
      for (const { table } of aboutNobody)
        await db.owner.query(`update ${table} set holder_id = $1 where holder_id = $2`, [c.ada.id, c.cy.id]);
    });
    await expect(undo()).rejects.toThrow('handover/nothing-to-undo');
  });

  test('of a hand-over that is none, and by somebody who may not', async () => {
    const input = { handoverId: c.id as never, undoHash: '', reason: 'x' };
    await expect(perform(db.pool, c.ada.caller, undoHandOver, input, { password: PASSWORD })).rejects.toThrow(
      'handover/receipt-not-found',
    );
    await expect(perform(db.pool, c.dee.caller, undoHandOver, input, { password: PASSWORD })).rejects.toThrow(
      'actor/not-permitted',
    );
    await expect(answer(db.pool, c.ada.caller, previewUndo, { handoverId: c.id as never })).rejects.toThrow(
      'handover/receipt-not-found',
    );
  });
});

test('two who undo at once: the items come back once', async () => {
  await activate();
  const { undoHash } = await look();
  const both = await Promise.allSettled([undo(undoHash), undo(undoHash)]);
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect(await heldBy(c.bo.id)).toBe(BACK);
});
