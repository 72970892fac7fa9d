import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import type { Input } from '#kernel/contract.ts';
import { answer } from '#kernel/query.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic, entries, type Member, one, PASSWORD, patients } from '#test/staff.ts';
import { block, openWork, toUser, without } from '#test/work.ts';
import { lockAway } from '../users/test-person.ts';
import { kinds } from './kinds.ts';
import type { TakeBackWork } from './return-contract.ts';
import { listReturn } from './list-return.ts';
import { previewReturn } from './preview-return.ts';
import { takeBackWork } from './take-back-work.ts';
import { bringBack, lets } from '#test/leaving.ts';

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
  handoverId = await lets(db.pool, c, c.bo.id, [
    without('appointment', 'cancel'),
    without('message', 'return'),
    ...kinds.filter(({ kind }) => !['appointment', 'message'].includes(kind)).map(({ kind }) => toUser(kind, c.cy.id)),
  ]);
  // Long after the time in which it could be undone.
  await arrange(db.owner, c.id, () =>
    db.owner.query(`update handover set at = now() - interval '200 days' where clinic_id = $1`, [c.id]),
  );
});

const look = (who: Member = c.ada) => answer(db.pool, who.caller, previewReturn, { handoverId });
const ofKind = async (kind: string) => (await look()).kinds.find((one_) => one_.kind === kind);
const items = (kind: string) => answer(db.pool, c.ada.caller, listReturn, { handoverId, kind });
interface Asking {
  readonly items?: number;
  readonly who?: Member;
  readonly id?: Id<'handover'>;
}
const takeBack = async (
  what: Input<typeof TakeBackWork>['what'],
  { items: expected = 3, who = c.ada, id = handoverId }: Asking = {},
) =>
  perform(
    db.pool,
    who.caller,
    takeBackWork,
    { handoverId: id, what, items: expected, reason: 'is back' },
    { password: PASSWORD },
  );
const heldBy = (userId: string, kind: string) =>
  one<number>(db.owner, 'select count(*)::int from open_work where holder_id = $1 and kind = $2', [userId, kind]);
const lastEntry = async () => (await entries(db.owner, c.id)).at(-1);

test('by kind: all of it that nobody has finished, whoever has it, also out of the pool', async () => {
  await bringBack(db.pool, c, c.bo.id);
  // One task is done, another was given on to Ada.
  await arrange(db.owner, c.id, async () => {
    await db.owner.query(`update task set done_at = now(), done_by_id = holder_id where clinic_id = $1 and urgent`, [
      c.id,
    ]);
    await db.owner.query(`update task set holder_id = $2 where clinic_id = $1 and title = 'Call back 2'`, [
      c.id,
      c.ada.id,
    ]);
  });
  expect(await ofKind('task')).toEqual({ kind: 'task', items: 3, unfinished: 2, able: 2, touched: 1 });
  expect(await ofKind('appointment')).toBeUndefined();
  expect(await takeBack([{ kind: 'task', alsoTouched: true }, { kind: 'message' }], { items: 5 })).toEqual({
    items: 5,
  });
  expect([await heldBy(c.bo.id, 'task'), await heldBy(c.bo.id, 'message'), await heldBy(c.ada.id, 'task')]).toEqual([
    2, 3, 0,
  ]);
  expect(await ofKind('task')).toEqual({ kind: 'task', items: 3, unfinished: 0, able: 0, touched: 0 });
  expect((await look()).returns).toMatchObject([{ by: { userId: c.ada.id }, items: 5, reason: 'is back' }]);
  expect(
    await one(db.owner, 'select count(*)::int from handover_item where handover_id = $1 and undone_at is not null', [
      handoverId,
    ]),
  ).toBe(5);
  expect(await lastEntry()).toMatchObject({
    action: 'handover.take-back-work',
    subject_user_id: c.bo.id,
    reason: 'is back',
    facts: {
      handoverId,
      givenBack: [
        { kind: 'task', items: 2 },
        { kind: 'message', items: 3 },
      ],
    },
  });
});

test('every kind that moved can come back', async () => {
  await bringBack(db.pool, c, c.bo.id);
  const { rows } = await db.owner.query<{ kind: string }>(
    `select distinct kind from handover_item where handover_id = $1 and disposition <> 'cancel' order by 1`,
    [handoverId],
  );
  const moved = (await look()).kinds;
  expect(moved.map(({ kind }) => kind)).toEqual(rows.map(({ kind }) => kind));
  expect(moved.filter(({ items: of, able }) => able !== of)).toEqual([]);
  const total = moved.reduce((sum, { able }) => sum + able, 0);
  const what = moved.map(({ kind }) => ({ kind, alsoTouched: true }));
  expect(await takeBack(what, { items: total })).toEqual({ items: total });
});

test('item by item, with who has it and what stands against it', async () => {
  await bringBack(db.pool, c, c.bo.id);
  await block(db.owner, c, c.bo.id, [chart[0] ?? '']);
  const { items: listed } = await items('task');
  expect(
    listed.map(({ conflict, holder, says }) => `${says}, ${holder?.name}, ${conflict ?? 'free'}`).toSorted(),
  ).toEqual(['Call back 1, Cy Okonjo, blocked', 'Call back 2, Cy Okonjo, free', 'Call back 3, Cy Okonjo, free']);
  const [free] = listed.filter(({ conflict }) => conflict === null);
  await takeBack([{ kind: 'task', itemIds: free?.itemId ? [free.itemId] : [] }], { items: 1 });
  expect([await heldBy(c.bo.id, 'task'), await heldBy(c.cy.id, 'task')]).toEqual([1, 2]);
  expect(await ofKind('task')).toEqual({ kind: 'task', items: 3, unfinished: 2, able: 1, touched: 0 });
});

test('what somebody has worked on since goes back only where that is said; all of a kind may leave some out', async () => {
  await bringBack(db.pool, c, c.bo.id);
  await arrange(db.owner, c.id, () =>
    db.owner.query(`update task set details = 'rang twice' where clinic_id = $1 and title = 'Call back 2'`, [c.id]),
  );
  expect(await ofKind('task')).toEqual({ kind: 'task', items: 3, unfinished: 3, able: 3, touched: 1 });
  const { items: listed } = await items('task');
  const [worked] = listed.filter(({ touched }) => touched);
  expect([worked?.says, listed.filter(({ touched }) => touched).length]).toEqual(['Call back 2', 1]);
  const itemIds = worked?.itemId ? [worked.itemId] : [];
  await expect(takeBack([{ kind: 'task', itemIds }], { items: 1 })).rejects.toThrow('handover/plan-changed');
  await expect(takeBack([{ kind: 'task' }], { items: 3 })).rejects.toThrow('handover/plan-changed');
  const [free] = listed.filter(({ touched }) => !touched);
  await takeBack([{ kind: 'task', exceptIds: free?.itemId ? [free.itemId] : [] }], { items: 1 });
  await takeBack([{ kind: 'task', itemIds, alsoTouched: true }], { items: 1 });
  expect([await heldBy(c.bo.id, 'task'), await heldBy(c.cy.id, 'task')]).toEqual([2, 1]);
});

test('what is closed to the reader says nothing', async () => {
  await block(db.owner, c, c.ada.id, chart);
  expect((await items('task')).items.map(({ says }) => says)).toEqual([null, null, null]);
});

describe('refused, nothing moves', () => {
  test.each<[string, () => Promise<unknown>]>([
    ['handover/leaver-still-out', () => takeBack([{ kind: 'task' }])],
    [
      'handover/leaver-locked',
      () =>
        bringBack(db.pool, c, c.bo.id)
          .then(() => lockAway(db.owner, c, c.bo.id))
          .then(() => takeBack([{ kind: 'task' }])),
    ],
    [
      'handover/plan-changed',
      () => bringBack(db.pool, c, c.bo.id).then(() => takeBack([{ kind: 'task' }], { items: 2 })),
    ],
    ['handover/plan-malformed', () => bringBack(db.pool, c, c.bo.id).then(() => takeBack([{ kind: 'dreams' }]))],
    ['handover/receipt-not-found', () => takeBack([{ kind: 'task' }], { id: crypto.randomUUID() as Id<'handover'> })],
    ['actor/not-permitted', () => takeBack([{ kind: 'task' }], { who: c.dee })],
  ])('%s', async (code, act) => {
    await expect(act()).rejects.toThrow(code);
    expect(await heldBy(c.cy.id, 'task')).toBe(3);
    expect(await lastEntry()).toMatchObject({ action: 'handover.take-back-work', outcome: 'refused', reason: code });
  });

  test('twice at once: one takes it back, the other is told', async () => {
    await bringBack(db.pool, c, c.bo.id);
    const said = await Promise.allSettled([takeBack([{ kind: 'task' }]), takeBack([{ kind: 'task' }])]);
    expect(said.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(await heldBy(c.bo.id, 'task')).toBe(3);
  });

  test('looking: unknown receipts, kinds and cursors, and who may not', async () => {
    const unknown = crypto.randomUUID() as Id<'handover'>;
    await expect(answer(db.pool, c.ada.caller, previewReturn, { handoverId: unknown })).rejects.toThrow(
      'handover/receipt-not-found',
    );
    await expect(answer(db.pool, c.ada.caller, listReturn, { handoverId: unknown, kind: 'task' })).rejects.toThrow(
      'handover/receipt-not-found',
    );
    await expect(items('dreams')).rejects.toThrow('handover/plan-malformed');
    await expect(answer(db.pool, c.ada.caller, listReturn, { handoverId, kind: 'task', after: 'x' })).rejects.toThrow(
      'request/cursor-unknown',
    );
    await expect(look(c.dee)).rejects.toThrow('actor/not-permitted');
  });
});
