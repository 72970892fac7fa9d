import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import { answer } from '#kernel/query.ts';
import { addTask } from '#features/tasks/add-task.ts';
import { sendMessage } from '#features/inbox/send-message.ts';
import { makeAdministrator, previewed, ready } from '#test/acting.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic, entries, type Member, one, PASSWORD, patients } from '#test/staff.ts';
import { block, toUser, without } from '#test/work.ts';
import { addRule } from './add-rule.ts';
import type { Forwardable, What } from './contract.ts';
import { endDue } from './end-due.ts';
import { endRule } from './end-rule.ts';
import { giveRule } from './give-rule.ts';
import { listRules } from './list-rules.ts';
import { setAccountOwner } from './set-account-owner.ts';

let db: TestDatabase;
let c: Clinic;
let other: Clinic;
let today: string;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  [c, other] = [await clinic(db.owner), await clinic(db.owner)];
  today = await one<string>(db.owner, `select (now() at time zone 'America/Vancouver')::date::text`);
});

interface Asked {
  readonly what?: What;
  readonly fromId?: Id<'user'>;
  readonly holderId?: Id<'user'>;
  readonly forwards?: Forwardable[];
  readonly startsOn?: string;
  readonly endsOn?: string | null;
}
const add = async (more: Asked = {}, who: Member = c.ada) =>
  (
    await perform(db.pool, who.caller, addRule, {
      what: 'forwarding',
      fromId: c.bo.id,
      holderId: c.cy.id,
      forwards: ['message', 'task'],
      startsOn: today,
      endsOn: null,
      ...more,
    })
  ).ruleId;
const supervise = (more: Asked = {}) => add({ what: 'supervision', forwards: [], ...more });
const give = (ruleId: Id<'rule'>, holderId: Id<'user'>, who: Member = c.ada) =>
  perform(db.pool, who.caller, giveRule, { ruleId, holderId });
const end = (ruleId: Id<'rule'>, who: Member = c.ada) => perform(db.pool, who.caller, endRule, { ruleId });
const list = (more: { ended?: boolean; userId?: Id<'user'> } = {}, who: Member = c.ada) =>
  answer(db.pool, who.caller, listRules, more);
const own = (holderId: Id<'user'>, who: Member = c.ada) =>
  perform(db.pool, who.caller, setAccountOwner, { holderId }, { password: PASSWORD });
const lastEntry = async () => (await entries(db.owner, c.id)).at(-1);
const code = (refusal: string) => ({ code: refusal });
const run = (sql: string, ...values: unknown[]) => arrange(db.owner, c.id, () => db.owner.query(sql, values));
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
const who = async (table: 'inbox_item' | 'task' | 'result') => {
  const { rows } = await db.owner.query<{ holder: string; from: string | null }>(
    `select holder_id as holder, came_from_id as from from ${table} where clinic_id = $1 order by ctid desc limit 1`,
    [c.id],
  );
  return [rows[0]?.holder, rows[0]?.from];
};

describe('forwarding', () => {
  test('what comes for one goes to the other, and says for whom it came', async () => {
    const ruleId = await add();
    expect(await lastEntry()).toMatchObject({
      action: 'standing-rules.add-rule',
      subject_user_id: c.cy.id,
      facts: { ruleId, after: { what: 'forwarding', fromId: c.bo.id, holderId: c.cy.id, endsOn: null } },
    });
    await write(c.bo);
    expect(await who('inbox_item')).toEqual([c.cy.id, c.bo.id]);
    await ask(c.bo);
    expect(await who('task')).toEqual([c.cy.id, c.bo.id]);
    // Not of this rule.
    const [patientId] = await patients(db.owner, c.id, ['Greaves, Anselm']);
    await run(
      `insert into result (clinic_id, holder_id, orderer_id, patient_id, title, issued_at, abnormal) values ($1, $2, $2, $3, 'x', now(), false)`,
      c.id,
      c.bo.id,
      patientId,
    );
    expect(await who('result')).toEqual([c.bo.id, null]);
    await end(ruleId);
    await write(c.bo);
    expect(await who('inbox_item')).toEqual([c.bo.id, null]);
  });

  test('it is forwarded once, never to whom the patient is closed, who is locked, or before its day', async () => {
    const [patientId = ''] = await patients(db.owner, c.id, ['Greaves, Anselm']);
    await add();
    await add({ fromId: c.cy.id, holderId: c.bo.id });
    await write(c.bo);
    expect(await who('inbox_item')).toEqual([c.cy.id, c.bo.id]);
    await block(db.owner, c, c.cy.id, [patientId]);
    await write(c.bo, patientId);
    expect(await who('inbox_item')).toEqual([c.bo.id, null]);
    await lock(c.cy);
    await write(c.bo);
    expect(await who('inbox_item')).toEqual([c.bo.id, null]);
    await run(`update standing_rule set starts_on = starts_on + 1 where clinic_id = $1`, c.id);
    await run(`update clinic_user set locked_at = null, locked_reason = null where user_id = $1`, c.cy.id);
    await write(c.bo);
    expect(await who('inbox_item')).toEqual([c.bo.id, null]);
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

describe('whoever leaves', () => {
  test('stands at neither end of a rule afterwards, and nobody at both', async () => {
    await add();
    await supervise({ fromId: c.dee.id, holderId: c.bo.id });
    const plan = [toUser('rule-from', c.cy.id), toUser('rule-to', c.cy.id)];
    const { kinds } = await previewed(db.pool, c.ada, c.bo, plan);
    expect(kinds.find(({ kind }) => kind === 'rule-from')).toMatchObject({
      count: 1,
      left: 1,
      rules: [{ passed: [{ conflict: 'both-ends', items: 1 }] }],
    });
    await (
      await ready(db.pool, c.ada, c.bo, [without('rule-from', 'cancel'), toUser('rule-to', c.cy.id)])
    )();
    expect((await list()).rules).toMatchObject([
      { what: 'supervision', from: { userId: c.dee.id }, holder: { userId: c.cy.id }, cameFrom: { userId: c.bo.id } },
    ]);
    expect((await list({ ended: true })).rules).toMatchObject([{ what: 'forwarding' }]);
  });

  test('owns the account no more: an administrator follows', async () => {
    await makeAdministrator(db.owner, c, c.bo);
    await own(c.bo.id);
    await expect((await ready(db.pool, c.ada, c.bo, []))()).rejects.toMatchObject(code('handover/work-left'));
    await expect((await ready(db.pool, c.ada, c.bo, [toUser('account-owner', c.cy.id)]))()).rejects.toMatchObject(
      code('handover/work-left'),
    );
    await (
      await ready(db.pool, c.ada, c.bo, [toUser('account-owner', c.ada.id)])
    )();
    expect((await list()).accountOwner).toMatchObject({
      holder: { userId: c.ada.id },
      cameFrom: { deactivated: true },
    });
  });

  test('is privacy officer no more: somebody follows, or the administrators answer', async () => {
    await makeAdministrator(db.owner, c, c.bo);
    await makeAdministrator(db.owner, c, c.cy);
    await run('update clinic set privacy_officer_id = $2 where clinic_id = $1', c.id, c.bo.id);
    await (
      await ready(db.pool, c.ada, c.bo, [toUser('privacy-officer', c.cy.id)])
    )();
    expect((await list()).privacyOfficer).toMatchObject({ holder: { userId: c.cy.id }, cameFrom: { userId: c.bo.id } });
    await (
      await ready(db.pool, c.ada, c.cy, [without('privacy-officer', 'cancel')])
    )();
    expect((await list()).privacyOfficer).toBeNull();
  });

  test('keeps no set up to date: another one does, to whom it is not closed, or it stays as it is', async () => {
    await makeAdministrator(db.owner, c, c.cy);
    const set = (name: string) =>
      run(
        `insert into patient_set (clinic_id, name, criteria, kept_up_to_date, kept_by_id) values ($1, $2, '{}', true, $3)`,
        c.id,
        name,
        c.bo.id,
      );
    await set('Open');
    await set('Closed');
    await run(
      `insert into chart_block (clinic_id, set_id, user_id, laid_by_id) select $1, set_id, $2, $3 from patient_set where clinic_id = $1 and name = 'Closed'`,
      c.id,
      c.cy.id,
      c.ada.id,
    );
    await (
      await ready(db.pool, c.ada, c.bo, [toUser('kept-set', c.cy.id), without('kept-set', 'cancel')])
    )();
    const { rows } = await db.owner.query(
      'select name, kept_up_to_date as kept, kept_by_id as keeper, kept_from_id as from from patient_set where clinic_id = $1 order by 1',
      [c.id],
    );
    expect(rows).toEqual([
      { name: 'Closed', kept: false, keeper: null, from: null },
      { name: 'Open', kept: true, keeper: c.cy.id, from: c.bo.id },
    ]);
  });

  test('leaves no line of a review undecided: another reviewer decides, and nobody about themselves', async () => {
    await makeAdministrator(db.owner, c, c.cy);
    const reviewId = await arrange(db.owner, c.id, async () => {
      const { rows } = await db.owner.query<{ id: string }>(
        `insert into access_review (clinic_id, name, scope, clinic_name, started_by, started_by_name, due_on, time_zone)
         select clinic_id, 'Spring', 'all', name, $2, 'Ada Lindqvist', current_date + 30, time_zone from clinic where clinic_id = $1
         returning review_id as id`,
        [c.id, c.ada.id],
      );
      await db.owner.query(
        `insert into access_review_line (clinic_id, review_id, user_id, user_number, name, sort_name, type, status, roles, sites, permissions, blocks, reviewer_id, reviewer_name)
         select $1, $2, u.user_id, u.user_number, u.first_name, u.sort_name, u.type, 'active', '[]', '[]', 0, 0, $3, 'Bo Castellane'
           from clinic_user u where u.clinic_id = $1 and u.user_id <> $3`,
        [c.id, rows[0]?.id, c.bo.id],
      );
      return rows[0]?.id;
    });
    await (
      await ready(db.pool, c.ada, c.bo, [toUser('review-line', c.cy.id), toUser('review-line', c.ada.id)])
    )();
    const { rows } = await db.owner.query(
      `select user_id as id, reviewer_name as reviewer, came_from_id as from from access_review_line where clinic_id = $1 and review_id = $2`,
      [c.id, reviewId],
    );
    expect(new Map(rows.map(({ id, reviewer, from }) => [id, [reviewer, from]]))).toEqual(
      new Map([
        [c.ada.id, ['Cy Okonjo', c.bo.id]],
        [c.dee.id, ['Cy Okonjo', c.bo.id]],
        [c.cy.id, ['Ada Lindqvist', c.bo.id]],
      ]),
    );
  });
});
