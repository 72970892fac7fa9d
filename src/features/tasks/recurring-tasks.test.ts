import { describe, expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import { answer } from '#kernel/query.ts';
import { ready } from '#test/acting.ts';
import { entries, type Member, one } from '#test/staff.ts';
import { block, toUser, without } from '#test/work.ts';
import { addRecurring } from './add-recurring.ts';
import { endRecurring } from './end-recurring.ts';
import { giveRecurring } from './give-recurring.ts';
import { listRecurring } from './list-recurring.ts';
import { makeTasks } from './make-tasks.ts';
import { c, other, db, greaves, code, lastEntry, run, lock, plain, folder, setUp } from './test-standing-tasks.ts';

setUp();

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
