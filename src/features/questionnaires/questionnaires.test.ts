import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import { answer } from '#kernel/query.ts';
import { ready } from '#test/acting.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic, entries, type Member, one, patients } from '#test/staff.ts';
import { block, toUser, without } from '#test/work.ts';
import { addTemplate } from './add-template.ts';
import { cancelSent } from './cancel-sent.ts';
import { endRecurring } from './end-recurring.ts';
import { giveAlert } from './give-alert.ts';
import { giveRecurring } from './give-recurring.ts';
import { giveSent } from './give-sent.ts';
import { listRecurring } from './list-recurring.ts';
import { listSent } from './list-sent.ts';
import { listTemplates } from './list-templates.ts';
import { readSent } from './read-sent.ts';
import { recordAnswers } from './record-answers.ts';
import { retireTemplate } from './retire-template.ts';
import { scheduleRecurring } from './schedule-recurring.ts';
import { sendDue } from './send-due.ts';
import { sendQuestionnaire } from './send-questionnaire.ts';

let db: TestDatabase;
let c: Clinic;
let other: Clinic;
let greaves: Id<'patient'>;
let tolland: Id<'patient'>;
let sleep: Id<'template'>;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  [c, other] = [await clinic(db.owner), await clinic(db.owner)];
  [greaves, tolland] = (await patients(db.owner, c.id, ['Greaves, Anselm', 'Tolland, Emeric'])) as [
    Id<'patient'>,
    Id<'patient'>,
  ];
  sleep = (await write()).templateId;
});

const LATER = '2099-05-01';
const write = (more: object = {}, who: Member = c.bo) =>
  perform(db.pool, who.caller, addTemplate, {
    name: 'Sleep diary',
    questions: ['How long?', 'How well?'],
    alertEmail: 'desk@alder.example',
    alertPhone: '250-555-0100',
    ...more,
  });
const retire = (templateId = sleep, who: Member = c.bo) => perform(db.pool, who.caller, retireTemplate, { templateId });
const send = async (more: object = {}, who: Member = c.bo) => {
  const asked = { templateId: sleep, patientId: greaves, holderId: c.bo.id, dueOn: LATER, ...more };
  return (await perform(db.pool, who.caller, sendQuestionnaire, asked)).sentId;
};
const schedule = (more: object = {}, who: Member = c.bo) =>
  perform(db.pool, who.caller, scheduleRecurring, {
    templateId: sleep,
    patientIds: [greaves],
    holderId: c.bo.id,
    alertId: c.cy.id,
    everyWeeks: 4,
    answerDays: 7,
    nextOn: LATER,
    endsOn: null,
    ...more,
  });
const sent = (who: Member = c.bo, more: object = {}) => answer(db.pool, who.caller, listSent, more);
const recurring = (who: Member = c.bo, more: object = {}) => answer(db.pool, who.caller, listRecurring, more);
const read = (sentId: Id<'sent'>, who: Member = c.bo) => perform(db.pool, who.caller, readSent, { sentId });
const say = (sentId: Id<'sent'>, answers = ['Six hours', ''], who: Member = c.cy) =>
  perform(db.pool, who.caller, recordAnswers, { sentId, answers });
const cancel = (sentId: Id<'sent'>, who: Member = c.bo) => perform(db.pool, who.caller, cancelSent, { sentId });
const give = (sentId: Id<'sent'>, holderId: Id<'user'>, who: Member = c.bo) =>
  perform(db.pool, who.caller, giveSent, { sentId, holderId });
const end = (recurringId: Id<'recurring'>, who: Member = c.bo) =>
  perform(db.pool, who.caller, endRecurring, { recurringId });
const giveOn = (recurringId: Id<'recurring'>, holderId: Id<'user'>, who: Member = c.bo) =>
  perform(db.pool, who.caller, giveRecurring, { recurringId, holderId });
const due = (who: Member = c.bo) => perform(db.pool, who.caller, sendDue, {});
const oneRecurring = () =>
  one<Id<'recurring'>>(db.owner, 'select recurring_id from recurring_questionnaire where clinic_id = $1', [c.id]);
const lastEntry = async () => (await entries(db.owner, c.id)).at(-1);
const code = (refusal: string) => ({ code: refusal });
const change = (sql: string) => arrange(db.owner, c.id, () => db.owner.query(sql, [c.id]));
const lockCy = () =>
  arrange(db.owner, c.id, () =>
    db.owner.query(`update clinic_user set locked_at = now(), locked_reason = 'x' where user_id = $1`, [c.cy.id]),
  );

test('a questionnaire is written, and retired once nobody is asked by it again and again', async () => {
  expect((await answer(db.pool, c.cy.caller, listTemplates, {})).templates).toMatchObject([
    { templateId: sleep, name: 'Sleep diary', questions: ['How long?', 'How well?'] },
  ]);
  expect(await lastEntry()).toMatchObject({ action: 'questionnaires.add-template', facts: { templateId: sleep } });
  await expect(write({ name: ' sleep DIARY' })).rejects.toMatchObject(code('questionnaire/name-taken'));
  await schedule();
  await expect(retire()).rejects.toMatchObject(code('questionnaire/still-recurring'));
  await end(await oneRecurring());
  await retire();
  expect(await lastEntry()).toMatchObject({ action: 'questionnaires.retire-template', facts: { name: 'Sleep diary' } });
  await expect(retire()).rejects.toMatchObject(code('questionnaire/not-found'));
  await expect(send()).rejects.toMatchObject(code('questionnaire/not-found'));
  await expect(schedule()).rejects.toMatchObject(code('questionnaire/not-found'));
  await write();
  await expect(retire(sleep, c.dee)).rejects.toMatchObject(code('actor/not-permitted'));
});

test('what was sent awaits its answer, which anybody may type in; looking at it is on record', async () => {
  const sentId = await send();
  expect(await lastEntry()).toMatchObject({
    action: 'questionnaires.send-questionnaire',
    patient_id: greaves,
    subject_user_id: c.bo.id,
    facts: { sentId, after: { holderId: c.bo.id, due: LATER } },
  });
  await change(`update sent_questionnaire set due_on = '2026-01-01' where clinic_id = $1`);
  expect((await sent()).sent).toMatchObject([{ name: 'Sleep diary', status: 'awaiting-answer', overdue: true }]);
  await expect(say(sentId, ['one'])).rejects.toMatchObject(code('questionnaire/answers-do-not-fit'));
  await expect(say(sentId, [' ', ''])).rejects.toMatchObject(code('questionnaire/answers-do-not-fit'));
  await expect(say(sentId, undefined, other.bo)).rejects.toMatchObject(code('work/not-found'));
  await say(sentId);
  expect(await lastEntry()).toMatchObject({
    action: 'questionnaires.record-answers',
    facts: { sentId, before: { status: 'awaiting-answer' }, after: { status: 'answered' } },
  });
  await expect(say(sentId)).rejects.toMatchObject(code('work/already-closed'));
  expect(await read(sentId)).toMatchObject({
    questions: ['How long?', 'How well?'],
    answers: ['Six hours', ''],
    alertPhone: '250-555-0100',
    holders: [{ holder: { userId: c.bo.id }, until: null }],
  });
  expect(await lastEntry()).toMatchObject({ action: 'questionnaires.read-sent', patient_id: greaves });
  expect((await sent()).sent).toEqual([]);
  expect((await sent(c.cy, { folder: 'all', status: 'answered' })).sent).toHaveLength(1);
  await expect(read(sentId, other.bo)).rejects.toMatchObject(code('work/not-found'));
});

test('what was sent is given on and cancelled by its holder alone', async () => {
  const sentId = await send();
  await expect(give(sentId, c.cy.id, c.cy)).rejects.toMatchObject(code('work/not-yours'));
  await expect(give(sentId, other.bo.id)).rejects.toMatchObject(code('user/not-found'));
  await expect(give(sentId, c.cy.id, other.bo)).rejects.toMatchObject(code('work/not-found'));
  await give(sentId, c.cy.id);
  expect(await lastEntry()).toMatchObject({
    action: 'questionnaires.give-sent',
    subject_user_id: c.cy.id,
    facts: { sentId, before: { holderId: c.bo.id }, after: { holderId: c.cy.id } },
  });
  await expect(cancel(sentId)).rejects.toMatchObject(code('work/not-yours'));
  await expect(cancel(sentId, other.bo)).rejects.toMatchObject(code('work/not-found'));
  await cancel(sentId, c.cy);
  expect(await lastEntry()).toMatchObject({ action: 'questionnaires.cancel-sent', facts: { sentId } });
  await expect(cancel(sentId, c.cy)).rejects.toMatchObject(code('work/already-closed'));
  await expect(give(sentId, c.bo.id, c.cy)).rejects.toMatchObject(code('work/already-closed'));
  const second = await send();
  await lockCy();
  await expect(give(second, c.cy.id)).rejects.toMatchObject(code('work/holder-not-active'));
});

test('sending is refused for no patient, nobody active, and a day that is over', async () => {
  await expect(send({ patientId: c.siteId })).rejects.toMatchObject(code('patient/not-found'));
  await expect(send({ holderId: other.bo.id })).rejects.toMatchObject(code('user/not-found'));
  await expect(send({ dueOn: '2020-01-01' })).rejects.toMatchObject(code('questionnaire/day-in-the-past'));
  await lockCy();
  await expect(send({ holderId: c.cy.id })).rejects.toMatchObject(code('work/holder-not-active'));
  await block(db.owner, c, c.bo.id, [greaves]);
  await expect(send()).rejects.toMatchObject(code('patient/not-found'));
  await expect(sent(c.bo, { after: 'x' })).rejects.toMatchObject(code('request/cursor-unknown'));
  await expect(sent(c.dee)).rejects.toMatchObject(code('actor/not-permitted'));
  expect(await one(db.owner, 'select count(*) from sent_questionnaire where clinic_id = $1', [c.id])).toBe('0');
});

describe('what is sent again and again', () => {
  test('goes out when it is due, once however late, until it ends', async () => {
    expect(await schedule({ patientIds: [greaves, tolland], endsOn: '2099-05-20' })).toEqual({ scheduled: 2 });
    expect(await lastEntry()).toMatchObject({
      action: 'questionnaires.schedule-recurring',
      subject_user_id: c.bo.id,
      patient_id: null,
      facts: { name: 'Sleep diary', after: { everyWeeks: 4, alertId: c.cy.id } },
    });
    expect(await recurring()).toMatchObject({
      due: 0,
      recurring: [{ name: 'Sleep diary', alert: { userId: c.cy.id }, nextOn: LATER, ended: false }, {}],
    });
    expect(await due()).toEqual({ sent: 0 });
    await change(
      `update recurring_questionnaire set next_on = (now() at time zone 'America/Vancouver')::date - 60, ends_on = null where clinic_id = $1`,
    );
    expect((await recurring()).due).toBe(2);
    expect(await Promise.all([due(), due(c.cy)])).toEqual(expect.arrayContaining([{ sent: 2 }, { sent: 0 }]));
    expect((await entries(db.owner, c.id)).at(-1)).toMatchObject({ action: 'questionnaires.send-due' });
    const { sent: out } = await sent();
    expect(out).toMatchObject([{ holder: { userId: c.bo.id } }, { holder: { userId: c.bo.id } }]);
    const next = `select (next_on - (now() at time zone 'America/Vancouver')::date)::int from recurring_questionnaire where clinic_id = $1 limit 1`;
    expect(await one(db.owner, next, [c.id])).toBe(24);
    await change(
      `update recurring_questionnaire set next_on = (now() at time zone 'America/Vancouver')::date, ends_on = (now() at time zone 'America/Vancouver')::date + 9 where clinic_id = $1`,
    );
    expect(await due()).toEqual({ sent: 2 });
    expect((await recurring()).recurring).toEqual([]);
    expect((await recurring(c.bo, { folder: 'all' })).recurring).toMatchObject([{ ended: true }, { ended: true }]);
  });

  test('is refused for no patient, nobody active, days that are over or reversed; and then for nobody', async () => {
    await expect(schedule({ patientIds: [greaves, c.siteId] })).rejects.toMatchObject(code('patient/not-found'));
    await expect(schedule({ holderId: other.bo.id })).rejects.toMatchObject(code('user/not-found'));
    await expect(schedule({ alertId: other.bo.id })).rejects.toMatchObject(code('user/not-found'));
    await expect(schedule({ nextOn: '2020-01-01' })).rejects.toMatchObject(code('questionnaire/day-in-the-past'));
    await expect(schedule({ endsOn: '2098-01-01' })).rejects.toMatchObject(code('questionnaire/days-reversed'));
    await lockCy();
    await expect(schedule()).rejects.toMatchObject(code('work/holder-not-active'));
    await expect(recurring(c.bo, { after: 'x' })).rejects.toMatchObject(code('request/cursor-unknown'));
    await expect(due(c.dee)).rejects.toMatchObject(code('actor/not-permitted'));
    expect(await oneRecurring()).toBeUndefined();
  });

  test('somebody else is alerted: so says whoever was, or who receives the answers', async () => {
    await schedule({ alertId: c.cy.id });
    const recurringId = await one<Id<'recurring'>>(
      db.owner,
      'select recurring_id from recurring_questionnaire where clinic_id = $1',
      [c.id],
    );
    const alert = (to: Id<'user'>, who: Member = c.cy) =>
      perform(db.pool, who.caller, giveAlert, { recurringId, alertId: to });
    await expect(alert(c.ada.id, c.ada)).rejects.toMatchObject(code('work/not-yours'));
    await expect(alert(c.ada.id, other.bo)).rejects.toMatchObject(code('work/not-found'));
    await expect(alert(other.bo.id)).rejects.toMatchObject(code('user/not-found'));
    await alert(c.ada.id);
    expect((await entries(db.owner, c.id)).at(-1)).toMatchObject({
      actor_id: c.cy.id,
      action: 'questionnaires.give-alert',
      outcome: 'done',
      subject_user_id: c.ada.id,
      patient_id: greaves,
      facts: { recurringId, before: { alertId: c.cy.id }, after: { alertId: c.ada.id } },
    });
    await expect(alert(c.bo.id)).rejects.toMatchObject(code('work/not-yours'));
    await alert(c.bo.id, c.bo);
    const whose =
      'select json_build_array(holder_id, alert_id, alert_from_id) from recurring_questionnaire where recurring_id = $1';
    expect(await one(db.owner, whose, [recurringId])).toEqual([c.bo.id, c.bo.id, c.ada.id]);
    await arrange(db.owner, c.id, () =>
      db.owner.query(`update clinic_user set locked_at = now(), locked_reason = 'leave' where user_id = $1`, [c.cy.id]),
    );
    await expect(alert(c.cy.id, c.bo)).rejects.toMatchObject(code('work/holder-not-active'));
    await perform(db.pool, c.bo.caller, endRecurring, { recurringId });
    await expect(alert(c.ada.id, c.bo)).rejects.toMatchObject(code('work/already-closed'));
  });

  test('is given on and ended by its holder alone', async () => {
    await schedule();
    const id = await oneRecurring();
    await expect(end(id, c.cy)).rejects.toMatchObject(code('work/not-yours'));
    await expect(end(id, other.bo)).rejects.toMatchObject(code('work/not-found'));
    await expect(giveOn(id, c.cy.id, c.cy)).rejects.toMatchObject(code('work/not-yours'));
    await expect(giveOn(id, c.cy.id, other.bo)).rejects.toMatchObject(code('work/not-found'));
    await expect(giveOn(id, other.bo.id)).rejects.toMatchObject(code('user/not-found'));
    await giveOn(id, c.ada.id);
    expect(await lastEntry()).toMatchObject({
      action: 'questionnaires.give-recurring',
      facts: { recurringId: id, before: { holderId: c.bo.id }, after: { holderId: c.ada.id } },
    });
    await lockCy();
    await expect(giveOn(id, c.cy.id, c.ada)).rejects.toMatchObject(code('work/holder-not-active'));
    await end(id, c.ada);
    expect(await lastEntry()).toMatchObject({ action: 'questionnaires.end-recurring', patient_id: greaves });
    await expect(end(id, c.ada)).rejects.toMatchObject(code('work/already-closed'));
    await expect(giveOn(id, c.bo.id, c.ada)).rejects.toMatchObject(code('work/already-closed'));
  });

  test('of closed patients is neither listed, counted as due, nor sent', async () => {
    await schedule();
    await change(`update recurring_questionnaire set next_on = '2026-01-01' where clinic_id = $1`);
    await block(db.owner, c, c.bo.id, [greaves]);
    expect(await recurring()).toMatchObject({ recurring: [], due: 0, waiting: { open: 0, withheld: 1 } });
    expect(await due()).toEqual({ sent: 0 });
  });
});

describe('a hand-over', () => {
  const rows = async () =>
    (
      await db.owner.query(
        `select r.holder_id, r.alert_id, r.ended_at is not null as ended, s.holder_id as receives, s.status
           from recurring_questionnaire r join sent_questionnaire s using (clinic_id) where clinic_id = $1`,
        [c.id],
      )
    ).rows as unknown[];
  beforeEach(async () => {
    await send();
    await schedule({ alertId: c.bo.id });
  });
  const [again, alert, out] = ['recurring-questionnaire', 'questionnaire-alert', 'sent-questionnaire'] as const;

  test('gives the answers to one and the alerts to another', async () => {
    const plan = [toUser(again, c.cy.id), toUser(alert, c.ada.id), toUser(out, c.cy.id)];
    await (
      await ready(db.pool, c.ada, c.bo, plan)
    )();
    expect(await rows()).toEqual([
      { holder_id: c.cy.id, alert_id: c.ada.id, ended: false, receives: c.cy.id, status: 'awaiting-answer' },
    ]);
  });

  test('or cancels them; but an alert always goes to somebody who may have it', async () => {
    await expect(
      (await ready(db.pool, c.ada, c.bo, [without(again, 'cancel'), without(out, 'cancel')]))(),
    ).rejects.toMatchObject(code('handover/work-left'));
    await block(db.owner, c, c.cy.id, [greaves]);
    const blocked = [toUser(again, c.cy.id), toUser(alert, c.ada.id), without(out, 'cancel')];
    await expect((await ready(db.pool, c.ada, c.bo, blocked))()).rejects.toMatchObject(code('handover/work-left'));
    const plan = [toUser(again, c.cy.id), without(again, 'cancel'), toUser(alert, c.ada.id), without(out, 'cancel')];
    await (
      await ready(db.pool, c.ada, c.bo, plan)
    )();
    expect(await rows()).toMatchObject([{ holder_id: c.bo.id, alert_id: c.ada.id, ended: true, status: 'cancelled' }]);
  });
});
