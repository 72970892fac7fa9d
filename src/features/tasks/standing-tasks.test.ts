import { describe, expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import { answer } from '#kernel/query.ts';
import { ready } from '#test/acting.ts';
import { type Member } from '#test/staff.ts';
import { block, toUser, without } from '#test/work.ts';
import { addTask } from './add-task.ts';
import { addType } from './add-type.ts';
import { listTypes } from './list-types.ts';
import { readTask } from './read-task.ts';
import { retireType } from './retire-type.ts';
import { updateTask } from './update-task.ts';
import { updateType } from './update-type.ts';
import { c, other, db, greaves, code, lastEntry, lock, plain, folder, setUp } from './test-standing-tasks.ts';

setUp();

const give = (more: object = {}, who: Member = c.ada) =>
  perform(db.pool, who.caller, addTask, { ...plain, due: null, assigneeId: c.bo.id, ...more });

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
