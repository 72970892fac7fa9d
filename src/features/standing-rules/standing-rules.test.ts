import { describe, expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import { addTask } from '#features/tasks/add-task.ts';
import { sendMessage } from '#features/inbox/send-message.ts';
import { makeAdministrator } from '#test/acting.ts';
import { entries, type Member, patients } from '#test/staff.ts';
import { block } from '#test/work.ts';
import { endDue } from './end-due.ts';
import { endRule } from './end-rule.ts';
import { giveRule } from './give-rule.ts';
import { c, other, db, today, type Asked, add, supervise, list, own, code, run, heldBy, setUp } from './test-rules.ts';

setUp();

const give = (ruleId: Id<'rule'>, holderId: Id<'user'>, who: Member = c.ada) =>
  perform(db.pool, who.caller, giveRule, { ruleId, holderId });

const end = (ruleId: Id<'rule'>, who: Member = c.ada) => perform(db.pool, who.caller, endRule, { ruleId });

const lastEntry = async () => (await entries(db.owner, c.id)).at(-1);

const lock = (who: Member) =>
  run(`update clinic_user set locked_at = now(), locked_reason = 'x' where user_id = $1`, who.id);

const write = (to: Member, patientId: string | null = null) =>
  perform(db.pool, c.ada.caller, sendMessage, {
    recipientIds: [to.id],
    subject: 'x',
    body: 'y',
    patientId: patientId as Id<'patient'> | null,
  });

const ask = (to: Member) =>
  perform(db.pool, c.ada.caller, addTask, { title: 'x', details: '', due: null, urgent: false, assigneeId: to.id });

describe('forwarding', () => {
  test('what comes for one goes to the other, and says for whom it came', async () => {
    const ruleId = await add();
    expect(await lastEntry()).toMatchObject({
      action: 'standing-rules.add-rule',
      subject_user_id: c.cy.id,
      facts: { ruleId, after: { what: 'forwarding', fromId: c.bo.id, holderId: c.cy.id, endsOn: null } },
    });
    await write(c.bo);
    expect(await heldBy('inbox_item')).toEqual([c.cy.id, c.bo.id]);
    await ask(c.bo);
    expect(await heldBy('task')).toEqual([c.cy.id, c.bo.id]);
    // Not of this rule.
    const [patientId] = await patients(db.owner, c.id, ['Greaves, Anselm']);
    await run(
      `insert into result (clinic_id, holder_id, orderer_id, patient_id, title, issued_at, abnormal) values ($1, $2, $2, $3, 'x', now(), false)`,
      c.id,
      c.bo.id,
      patientId,
    );
    expect(await heldBy('result')).toEqual([c.bo.id, null]);
    await end(ruleId);
    await write(c.bo);
    expect(await heldBy('inbox_item')).toEqual([c.bo.id, null]);
  });

  test('it is forwarded once, never to whom the patient is closed, who is locked, or before its day', async () => {
    const [patientId = ''] = await patients(db.owner, c.id, ['Greaves, Anselm']);
    await add();
    await add({ fromId: c.cy.id, holderId: c.bo.id });
    await write(c.bo);
    expect(await heldBy('inbox_item')).toEqual([c.cy.id, c.bo.id]);
    await block(db.owner, c, c.cy.id, [patientId]);
    await write(c.bo, patientId);
    expect(await heldBy('inbox_item')).toEqual([c.bo.id, null]);
    await lock(c.cy);
    await write(c.bo);
    expect(await heldBy('inbox_item')).toEqual([c.bo.id, null]);
    await run(`update standing_rule set starts_on = starts_on + 1 where clinic_id = $1`, c.id);
    await run(`update clinic_user set locked_at = null, locked_reason = null where user_id = $1`, c.cy.id);
    await write(c.bo);
    expect(await heldBy('inbox_item')).toEqual([c.bo.id, null]);
  });

  test('after its last day it ends by itself, once', async () => {
    const ruleId = await add({ endsOn: today });
    await run(`update standing_rule set starts_on = starts_on - 3, ends_on = ends_on - 2 where clinic_id = $1`, c.id);
    const stop = new AbortController().signal;
    await Promise.all([endDue.run(db.pool, stop), endDue.run(db.pool, stop)]);
    expect((await entries(db.owner, c.id)).filter(({ action }) => action === 'standing-rules.end-due')).toMatchObject([
      { actor_id: null, subject_user_id: c.cy.id, facts: { ruleId, fromId: c.bo.id } },
    ]);
    expect((await list({ ended: true })).rules).toMatchObject([{ ruleId, holds: false }]);
  });
});

test('the list names both ends, whose it was, and whether it holds today', async () => {
  const ruleId = await add({ startsOn: '2099-01-01' });
  const link = await supervise({ fromId: c.dee.id });
  await give(link, c.ada.id);
  expect(await lastEntry()).toMatchObject({
    action: 'standing-rules.give-rule',
    subject_user_id: c.ada.id,
    facts: { ruleId: link, before: { holderId: c.cy.id }, after: { holderId: c.ada.id } },
  });
  expect((await list()).rules).toMatchObject([
    {
      ruleId: link,
      from: { userId: c.dee.id },
      holder: { userId: c.ada.id },
      cameFrom: { userId: c.cy.id },
      holds: true,
    },
    { ruleId, forwards: ['message', 'task'], holds: false },
  ]);
  expect((await list({ userId: c.bo.id })).rules.map((rule) => rule.ruleId)).toEqual([ruleId]);
  await end(link);
  expect(await lastEntry()).toMatchObject({ action: 'standing-rules.end-rule', facts: { ruleId: link } });
  expect((await list()).rules.map((rule) => rule.ruleId)).toEqual([ruleId]);
  expect((await list({}, other.ada)).rules).toEqual([]);
});

test('what cannot be is refused, and changes nothing', async () => {
  const ruleId = await add();
  for (const act of [
    () => add({}, c.bo),
    () => give(ruleId, c.dee.id, c.bo),
    () => end(ruleId, c.bo),
    () => list({}, c.bo),
  ])
    await expect(act()).rejects.toMatchObject(code('actor/not-permitted'));
  const wrong: readonly [string, Asked][] = [
    ['standing/with-oneself', { holderId: c.bo.id }],
    ['standing/nothing-forwarded', { forwards: [] }],
    ['standing/nothing-forwarded', { what: 'supervision' }],
    ['standing/day-in-the-past', { startsOn: '2020-01-01' }],
    ['standing/days-reversed', { startsOn: '2099-02-01', endsOn: '2099-01-01' }],
    ['standing/overlaps', { forwards: ['task', 'result'], holderId: c.dee.id }],
    ['user/not-found', { fromId: other.bo.id }],
    ['user/not-found', { holderId: other.bo.id }],
  ];
  for (const [refusal, more] of wrong) await expect(add(more), refusal).rejects.toMatchObject(code(refusal));
  await expect(give(ruleId, c.bo.id)).rejects.toMatchObject(code('standing/with-oneself'));
  await expect(give(ruleId, other.cy.id)).rejects.toMatchObject(code('user/not-found'));
  for (const act of [() => give(ruleId, other.cy.id, other.ada), () => end(ruleId, other.ada)])
    await expect(act()).rejects.toMatchObject(code('work/not-found'));
  await lock(c.dee);
  await expect(give(ruleId, c.dee.id)).rejects.toMatchObject(code('work/holder-not-active'));
  await expect(add({ holderId: c.dee.id, forwards: ['result'] })).rejects.toMatchObject(code('work/holder-not-active'));
  await end(ruleId);
  for (const act of [() => give(ruleId, c.ada.id), () => end(ruleId)])
    await expect(act()).rejects.toMatchObject(code('work/already-closed'));
  expect((await list()).rules).toEqual([]);
});

test('the account has one owner, an administrator, and says who it was', async () => {
  expect((await list()).accountOwner).toBeNull();
  await own(c.ada.id);
  await makeAdministrator(db.owner, c, c.cy);
  await own(c.cy.id);
  expect(await lastEntry()).toMatchObject({
    action: 'standing-rules.set-account-owner',
    subject_user_id: c.cy.id,
    facts: { before: { holderId: c.ada.id }, after: { holderId: c.cy.id } },
  });
  expect((await list()).accountOwner).toMatchObject({ holder: { userId: c.cy.id }, cameFrom: { userId: c.ada.id } });
  await expect(own(c.bo.id)).rejects.toMatchObject(code('standing/owner-not-administrator'));
  await expect(own(other.ada.id)).rejects.toMatchObject(code('user/not-found'));
  await expect(own(c.bo.id, c.bo)).rejects.toMatchObject(code('actor/not-permitted'));
  await lock(c.ada);
  await expect(own(c.ada.id, c.cy)).rejects.toMatchObject(code('work/holder-not-active'));
});
