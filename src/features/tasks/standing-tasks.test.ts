import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import { answer } from '#kernel/query.ts';
import { ready } from '#test/acting.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic, entries, type Member, one, patients } from '#test/staff.ts';
import { block, toUser, without } from '#test/work.ts';
import { addRecurring } from './add-recurring.ts';
import { addTask } from './add-task.ts';
import { addType } from './add-type.ts';
import { endRecurring } from './end-recurring.ts';
import { giveRecurring } from './give-recurring.ts';
import { listRecurring } from './list-recurring.ts';
import { listTasks } from './list-tasks.ts';
import { listTypes } from './list-types.ts';
import { makeTasks } from './make-tasks.ts';
import { readTask } from './read-task.ts';
import { retireType } from './retire-type.ts';
import { updateTask } from './update-task.ts';
import { updateType } from './update-type.ts';

let db: TestDatabase;
let c: Clinic;
let other: Clinic;
let greaves: Id<'patient'>;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  [c, other] = [await clinic(db.owner), await clinic(db.owner)];
  [greaves] = (await patients(db.owner, c.id, ['Greaves, Anselm'])) as [Id<'patient'>];
});

const code = (refusal: string) => ({ code: refusal });
const lastEntry = async () => (await entries(db.owner, c.id)).at(-1);
const run = (sql: string, ...values: unknown[]) => arrange(db.owner, c.id, () => db.owner.query(sql, values));
const lock = (who: Member) =>
  run(`update clinic_user set locked_at = now(), locked_reason = 'x' where user_id = $1`, who.id);
const plain = { title: 'Order vaccines', details: 'From the depot', urgent: false };
const give = (more: object = {}, who: Member = c.ada) =>
  perform(db.pool, who.caller, addTask, { ...plain, due: null, assigneeId: c.bo.id, ...more });
const folder = (who: Member, name: 'mine' | 'copied' | 'pool') =>
  answer(db.pool, who.caller, listTasks, { folder: name });

describe('types of task', () => {
  const usual = { name: 'Refill request', urgent: true, dueDays: 2 };
  const add = async (more: object = {}, who: Member = c.ada) =>
    (await perform(db.pool, who.caller, addType, { ...usual, holderId: c.bo.id, ...more })).typeId;
  const change = (typeId: Id<'type'>, more: object = {}, who: Member = c.ada) =>
    perform(db.pool, who.caller, updateType, { typeId, ...usual, holderId: c.bo.id, version: 1, ...more });
  const retire = (typeId: Id<'type'>, who: Member = c.ada) => perform(db.pool, who.caller, retireType, { typeId });
  const list = async (who: Member = c.bo) => (await answer(db.pool, who.caller, listTypes, {})).types;

  test('a type says whose it is by default and whose it was; a task of it says so', async () => {
    const typeId = await add();
    expect(await lastEntry()).toMatchObject({
      action: 'tasks.add-type',
      subject_user_id: c.bo.id,
      facts: { typeId, after: { ...usual, holderId: c.bo.id } },
    });
    await change(typeId, { holderId: c.cy.id });
    expect(await lastEntry()).toMatchObject({
      action: 'tasks.update-type',
      facts: { typeId, before: { holderId: c.bo.id }, after: { holderId: c.cy.id } },
    });
    expect(await list()).toMatchObject([
      {
        ...usual,
        holder: { userId: c.cy.id },
        cameFrom: { userId: c.bo.id },
        holders: [{ holder: { userId: c.bo.id } }, { holder: { userId: c.cy.id }, until: null }],
        version: 2,
      },
    ]);
    expect(await list(other.bo)).toEqual([]);
    await give({ typeId });
    expect((await folder(c.bo, 'mine')).tasks).toMatchObject([{ type: 'Refill request' }]);
    await retire(typeId);
    expect(await lastEntry()).toMatchObject({ action: 'tasks.retire-type', facts: { typeId, name: 'Refill request' } });
    expect(await list()).toEqual([]);
    await expect(give({ typeId })).rejects.toMatchObject(code('task/type-not-found'));
  });

  test('what cannot be is refused, and changes nothing', async () => {
    const typeId = await add();
    for (const act of [
      () => add({}, c.bo),
      () => change(typeId, {}, c.bo),
      () => retire(typeId, c.bo),
      () => list(c.dee),
    ])
      await expect(act()).rejects.toMatchObject(code('actor/not-permitted'));
    await expect(add({ name: ' refill REQUEST' })).rejects.toMatchObject(code('task/type-name-taken'));
    const second = await add({ name: 'Form' });
    await expect(change(second)).rejects.toMatchObject(code('task/type-name-taken'));
    await expect(change(typeId, { version: 9 })).rejects.toMatchObject(code('request/version-stale'));
    for (const act of [() => change(typeId, {}, other.ada), () => retire(typeId, other.ada)])
      await expect(act()).rejects.toMatchObject(code('task/type-not-found'));
    for (const holderId of [other.cy.id])
      for (const act of [() => add({ name: 'x', holderId }), () => change(typeId, { holderId })])
        await expect(act()).rejects.toMatchObject(code('user/not-found'));
    await lock(c.cy);
    for (const act of [() => add({ name: 'x', holderId: c.cy.id }), () => change(typeId, { holderId: c.cy.id })])
      await expect(act()).rejects.toMatchObject(code('work/holder-not-active'));
    expect((await list()).map(({ name, holder }) => [name, holder?.userId])).toEqual([
      ['Form', c.bo.id],
      ['Refill request', c.bo.id],
    ]);
  });

  test('whoever leaves is nobody’s default assignee: the type goes on, or its tasks go to the pool', async () => {
    await add();
    await expect((await ready(db.pool, c.ada, c.bo, []))()).rejects.toMatchObject(code('handover/work-left'));
    await (
      await ready(db.pool, c.ada, c.bo, [toUser('task-type', c.cy.id)])
    )();
    expect(await list(c.cy)).toMatchObject([{ holder: { userId: c.cy.id }, cameFrom: { deactivated: true } }]);
    await (
      await ready(db.pool, c.ada, c.cy, [without('task-type', 'return')])
    )();
    expect(await list(c.ada)).toMatchObject([{ holder: null, cameFrom: { userId: c.cy.id } }]);
  });
});

describe('copies', () => {
  test('who has a copy sees the task and does nothing with it; it ends with their activity', async () => {
    const { taskId, version } = await give({ copyIds: [c.cy.id] });
    expect((await lastEntry())?.facts).toMatchObject({ after: { copyIds: [c.cy.id] } });
    expect((await folder(c.cy, 'copied')).tasks).toMatchObject([{ taskId, copies: [{ userId: c.cy.id }] }]);
    expect(await answer(db.pool, c.cy.caller, readTask, { taskId })).toMatchObject({ taskId });
    const change = (copyIds: Id<'user'>[] | undefined, who: Member, from: number) =>
      perform(db.pool, who.caller, updateTask, {
        taskId,
        ...plain,
        due: null,
        assigneeId: c.bo.id,
        version: from,
        ...(copyIds ? { copyIds } : {}),
      });
    await expect(change([], c.cy, version)).rejects.toMatchObject(code('task/not-found'));
    await expect(change([other.cy.id], c.bo, version)).rejects.toMatchObject(code('task/assignee-not-active'));
    await change(undefined, c.bo, version);
    expect((await folder(c.cy, 'copied')).tasks).toHaveLength(1);
    await change([c.ada.id], c.bo, version + 1);
    expect((await folder(c.cy, 'copied')).tasks).toEqual([]);
    await change([c.ada.id, c.cy.id], c.bo, version + 2);
    await (
      await ready(db.pool, c.ada, c.cy)
    )();
    expect(await answer(db.pool, c.bo.caller, readTask, { taskId })).toMatchObject({ copies: [{ userId: c.ada.id }] });
  });

  test('a copy of what is about a patient closed to its reader is not there', async () => {
    const { taskId } = await give({ patientId: greaves, copyIds: [c.cy.id] });
    await block(db.owner, c, c.cy.id, [greaves]);
    expect((await folder(c.cy, 'copied')).tasks).toEqual([]);
    await expect(answer(db.pool, c.cy.caller, readTask, { taskId })).rejects.toMatchObject(code('task/not-found'));
  });
});

describe('recurring tasks', () => {
  const LATER = '2099-01-31';
  const often = { every: 1, unit: 'month' as const, dueDays: 3, firstOn: LATER, endsOn: null };
  const add = async (more: object = {}, who: Member = c.ada) =>
    (await perform(db.pool, who.caller, addRecurring, { ...plain, ...often, holderId: c.bo.id, ...more })).recurringId;
  const list = async (who: Member = c.bo, name: 'open' | 'pool' | 'all' = 'open') =>
    answer(db.pool, who.caller, listRecurring, { folder: name });
  const giveOn = (recurringId: Id<'recurring'>, holderId: Id<'user'> | null, who: Member = c.bo) =>
    perform(db.pool, who.caller, giveRecurring, { recurringId, holderId });
  const end = (recurringId: Id<'recurring'>, who: Member = c.bo) =>
    perform(db.pool, who.caller, endRecurring, { recurringId });
  const work = () => makeTasks.run(db.pool, new AbortController().signal);
  const today = () => one<string>(db.owner, `select (now() at time zone 'America/Vancouver')::date::text`);
  /** As if it had been set up so many days ago. */
  const since = (days: number) =>
    run(
      'update recurring_task set first_on = first_on - $1::int, next_on = next_on - $1::int where clinic_id = $2',
      days,
      c.id,
    );

  test('it stands in the list of whom it goes to, with who had it', async () => {
    const recurringId = await add({ patientId: greaves });
    expect(await lastEntry()).toMatchObject({
      action: 'tasks.add-recurring',
      patient_id: greaves,
      subject_user_id: c.bo.id,
      facts: { recurringId, after: { holderId: c.bo.id, unit: 'month', firstOn: LATER } },
    });
    expect(await list()).toMatchObject({
      recurring: [{ recurringId, ...plain, every: 1, nextOn: LATER, patient: { patientId: greaves }, ended: false }],
      waiting: { open: 1, withheld: 0, pool: 0 },
    });
    await giveOn(recurringId, c.cy.id);
    expect(await lastEntry()).toMatchObject({
      action: 'tasks.give-recurring',
      facts: { before: { holderId: c.bo.id }, after: { holderId: c.cy.id } },
    });
    expect((await list(c.cy)).recurring).toMatchObject([
      { cameFrom: { userId: c.bo.id }, holders: [{ holder: { userId: c.bo.id } }, { holder: { userId: c.cy.id } }] },
    ]);
    await giveOn(recurringId, null, c.cy);
    expect((await list(c.bo, 'pool')).recurring).toMatchObject([{ recurringId, holder: null }]);
    await end(recurringId, c.cy);
    expect(await lastEntry()).toMatchObject({ action: 'tasks.end-recurring', facts: { recurringId } });
    expect((await list(c.bo, 'all')).recurring).toMatchObject([{ ended: true }]);
    expect((await list(other.bo, 'all')).recurring).toEqual([]);
  });

  test('on its day it becomes a task, once however late, and comes again a step later', async () => {
    const day = await today();
    const recurringId = await add({ firstOn: day, every: 2, unit: 'week', patientId: greaves });
    await since(30);
    await Promise.all([work(), work()]);
    await work();
    const { tasks } = await folder(c.bo, 'mine');
    expect(tasks).toMatchObject([
      { title: 'Order vaccines', author: { userId: c.ada.id }, patient: { patientId: greaves } },
    ]);
    const [{ nextOn } = { nextOn: '' }] = (await list()).recurring;
    expect((Date.parse(nextOn) - Date.parse(day)) / 86_400_000).toBe(12);
    expect((await entries(db.owner, c.id)).filter(({ action }) => action === 'tasks.make-task')).toMatchObject([
      {
        actor_id: null,
        subject_user_id: c.bo.id,
        patient_id: greaves,
        facts: { recurringId, taskId: tasks[0]?.taskId, nextOn },
      },
    ]);
  });

  test('after its last day it ends; without a holder its task waits in the pool', async () => {
    const day = await today();
    await add({ firstOn: day, endsOn: day, unit: 'day', holderId: null });
    await work();
    expect((await folder(c.bo, 'pool')).tasks).toMatchObject([{ title: 'Order vaccines', holder: null }]);
    expect((await list(c.bo, 'all')).recurring).toMatchObject([{ ended: true }]);
  });

  test.each([
    ['2024-01-31', 1, 'month', '2024-01-31', '2024-02-29'],
    ['2024-01-31', 1, 'month', '2024-02-29', '2024-03-31'],
    ['2023-01-31', 3, 'month', '2024-08-15', '2024-10-31'],
    ['2024-03-01', 1, 'day', '2024-03-10', '2024-03-11'],
    ['2024-03-01', 2, 'week', '2024-03-15', '2024-03-29'],
    ['2024-03-01', 2, 'week', '2024-01-15', '2024-03-01'],
  ])('from %s every %i %s, after %s comes %s', async (first, every, unit, beyond, next) => {
    expect(await one(db.owner, 'select next_occurrence($1, $2, $3, $4)::text', [first, every, unit, beyond])).toBe(
      next,
    );
  });

  test('what cannot be is refused, and changes nothing', async () => {
    const recurringId = await add();
    await expect(add({ firstOn: '2020-01-01' })).rejects.toMatchObject(code('task/day-in-the-past'));
    await expect(add({ endsOn: '2098-01-01' })).rejects.toMatchObject(code('task/days-reversed'));
    await expect(add({ holderId: other.cy.id })).rejects.toMatchObject(code('user/not-found'));
    await expect(add({ typeId: recurringId })).rejects.toMatchObject(code('task/type-not-found'));
    await expect(add({ patientId: c.bo.id })).rejects.toMatchObject(code('patient/not-found'));
    await expect(giveOn(recurringId, other.cy.id)).rejects.toMatchObject(code('user/not-found'));
    for (const act of [() => giveOn(recurringId, c.cy.id, c.cy), () => end(recurringId, c.cy)])
      await expect(act()).rejects.toMatchObject(code('work/not-yours'));
    for (const act of [() => giveOn(recurringId, other.cy.id, other.bo), () => end(recurringId, other.bo)])
      await expect(act()).rejects.toMatchObject(code('work/not-found'));
    for (const act of [
      () => add({}, c.dee),
      () => list(c.dee),
      () => giveOn(recurringId, null, c.dee),
      () => end(recurringId, c.dee),
    ])
      await expect(act()).rejects.toMatchObject(code('actor/not-permitted'));
    await expect(answer(db.pool, c.bo.caller, listRecurring, { after: 'nonsense' })).rejects.toMatchObject(
      code('request/cursor-unknown'),
    );
    await lock(c.cy);
    await expect(add({ holderId: c.cy.id })).rejects.toMatchObject(code('work/holder-not-active'));
    await expect(giveOn(recurringId, c.cy.id)).rejects.toMatchObject(code('work/holder-not-active'));
    await end(recurringId, c.ada);
    for (const act of [() => giveOn(recurringId, null), () => end(recurringId)])
      await expect(act()).rejects.toMatchObject(code('work/already-closed'));
    expect((await list(c.bo, 'all')).recurring).toHaveLength(1);
  });

  test('one about a patient closed to its reader is withheld, and no task is set up about one', async () => {
    await add({ patientId: greaves });
    await block(db.owner, c, c.bo.id, [greaves]);
    expect(await list()).toMatchObject({ recurring: [], waiting: { open: 0, withheld: 1 } });
    await expect(add({ patientId: greaves }, c.bo)).rejects.toMatchObject(code('patient/closed'));
  });

  test('whoever leaves hands them on, lets their tasks go to the pool, or ends them', async () => {
    const [kept, pooled, ended] = [await add(), await add(), await add()] as const;
    const only = (itemId: string) => ({ where: { itemIds: [itemId as Id<'work'>] } });
    await (
      await ready(db.pool, c.ada, c.bo, [
        { ...toUser('recurring-task', c.cy.id), ...only(kept) },
        { ...without('recurring-task', 'return'), ...only(pooled) },
        { ...without('recurring-task', 'cancel'), ...only(ended) },
      ])
    )();
    expect((await list(c.cy)).recurring).toMatchObject([{ recurringId: kept, cameFrom: { deactivated: true } }]);
    expect((await list(c.cy, 'pool')).recurring).toMatchObject([{ recurringId: pooled }]);
    const all = (await list(c.cy, 'all')).recurring;
    expect(all.find((row) => row.recurringId === ended)).toMatchObject({ ended: true });
  });
});
