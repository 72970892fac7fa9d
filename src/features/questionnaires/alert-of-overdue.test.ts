import type { Pool } from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import { openPool } from '#kernel/db.ts';
import { ready } from '#test/acting.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic, entries, type Member, patients } from '#test/staff.ts';
import { toUser } from '#test/work.ts';
import { lockAway } from '../users/test-person.ts';
import { addTemplate } from './add-template.ts';
import { alertOfOverdue } from './alert-of-overdue.ts';
import { recordAnswers } from './record-answers.ts';
import { scheduleRecurring } from './schedule-recurring.ts';
import { sendDue } from './send-due.ts';
import { sendQuestionnaire } from './send-questionnaire.ts';

let db: TestDatabase;
let pool: Pool;
let c: Clinic;
let pia: Id<'patient'>;
let templateId: Id<'template'>;
const [TODAY, YESTERDAY] = [0, 1].map((days) =>
  new Date(Date.now() - days * 86_400_000).toLocaleDateString('en-CA', { timeZone: 'America/Vancouver' }),
) as [string, string];

beforeAll(async () => {
  db = await testDatabase();
  pool = openPool(db.pool.options.connectionString ?? '', 4, { sendsMail: true });
});
afterAll(async () => {
  await pool.end();
  await db.drop();
});
beforeEach(async () => {
  c = await clinic(db.owner);
  [pia] = (await patients(db.owner, c.id, ['Arroyo, Pia'])) as [Id<'patient'>];
  await arrange(db.owner, c.id, () =>
    db.owner.query(`update credentials set email = username || '@alder.example' where clinic_id = $1`, [c.id]),
  );
  templateId = await write('desk@alder.example');
});
const write = async (alertEmail: string, name = 'Sleep diary') =>
  (await perform(db.pool, c.bo.caller, addTemplate, { name, questions: ['How long?'], alertEmail, alertPhone: '' }))
    .templateId;
const run = (by = pool) => alertOfOverdue.run(by, new AbortController().signal);
const due = (sentId: Id<'sent'> | null, day: string) =>
  arrange(db.owner, c.id, () =>
    db.owner.query(
      'update sent_questionnaire set due_on = $2 where clinic_id = $1 and ($3::uuid is null or sent_id = $3)',
      [c.id, day, sentId],
    ),
  );
/** Sent once; Bo receives the answers. */
const once = async (day = YESTERDAY, template = templateId) => {
  const asked = { templateId: template, patientId: pia, holderId: c.bo.id, dueOn: TODAY };
  const { sentId } = await perform(db.pool, c.bo.caller, sendQuestionnaire, asked);
  await due(sentId, day);
  return sentId;
};
/** Sent of a recurring one: Bo receives the answers, Cy is alerted. */
const again = async () => {
  const every = { everyWeeks: 4, answerDays: 7, nextOn: TODAY, endsOn: null };
  const asked = { templateId, patientIds: [pia], holderId: c.bo.id, alertId: c.cy.id, ...every };
  await perform(db.pool, c.bo.caller, scheduleRecurring, asked);
  await perform(db.pool, c.bo.caller, sendDue, {});
  await due(null, YESTERDAY);
};
const told = async () => {
  const { rows } = await db.owner.query<{ who: string; items: number }>(
    `select u.first_name as who, (n.facts -> 'items')::int as items from notice n join clinic_user u using (clinic_id, user_id)
      where n.clinic_id = $1 and n.kind = 'questionnaire-overdue' order by n.at, 1`,
    [c.id],
  );
  return rows.map(({ who, items }) => `${who} ${items}`);
};
const mailed = async () => {
  const { rows } = await db.owner.query<{ to: string }>(
    'select to_address as "to" from mail where clinic_id = $1 and kind = $2 order by 1',
    [c.id, 'questionnaire-overdue'],
  );
  return rows.map(({ to }) => to);
};
const leave = async (who: Member, to: Member) =>
  (await ready(db.pool, c.ada, who, [toUser('questionnaire-alert', to.id), toUser('sent-questionnaire', to.id)]))();

test('the day after, who receives the answers is told, of all at once, each once', async () => {
  await once(TODAY);
  await run();
  expect(await told()).toEqual([]);
  await once();
  await once();
  await Promise.all([run(), run(), run()]);
  await run();
  expect(await told()).toEqual(['Bo 2']);
  expect(await mailed()).toEqual(['bo@alder.example', 'desk@alder.example']);
  const log = (await entries(db.owner, c.id)).filter(({ action }) => action === 'questionnaires.alert-of-overdue');
  expect(log).toMatchObject([
    { actor_id: null, outcome: 'done', subject_user_id: c.bo.id, patient_id: null, facts: { items: 2 } },
  ]);
  await once();
  await run(db.pool);
  expect([await told(), (await mailed()).length]).toEqual([['Bo 2', 'Bo 1'], 2]);
});

test('of a recurring one it is whoever is alerted; nobody is told of what is answered', async () => {
  await again();
  await run();
  expect(await told()).toEqual(['Cy 1']);
  const sentId = await once();
  await perform(db.pool, c.bo.caller, recordAnswers, { sentId, answers: ['Six hours'] });
  await run();
  expect(await told()).toEqual(['Cy 1']);
});

test('each template’s address is written to of its own; one that is none is left out', async () => {
  await once();
  await once(YESTERDAY, await write('ask the desk', 'Pain diary'));
  await once(YESTERDAY, await write('BO@alder.example', 'Mood diary'));
  await run();
  expect(await told()).toEqual(['Bo 3']);
  const { rows } = await db.owner.query<{ to: string; items: number }>(
    `select to_address as "to", (facts -> 'items')::int as items from mail where clinic_id = $1 order by 1`,
    [c.id],
  );
  expect(rows).toEqual([
    { to: 'bo@alder.example', items: 3 },
    { to: 'desk@alder.example', items: 1 },
  ]);
});

test('who has left is followed by the successor of alerts, told or not', async () => {
  await again();
  // It has ended: nobody took over who is alerted, and whom the plan names is.
  await arrange(db.owner, c.id, () =>
    db.owner.query('update recurring_questionnaire set ended_at = now() where clinic_id = $1', [c.id]),
  );
  await run();
  expect(await told()).toEqual(['Cy 1']);
  await leave(c.cy, c.ada);
  await run();
  await run();
  expect(await told()).toEqual(['Ada 1']);
});

test('where whoever is alerted is locked, who receives the answers is told; where both are, it waits', async () => {
  await again();
  await lockAway(db.owner, c, c.cy.id);
  await run();
  expect(await told()).toEqual(['Bo 1']);
  await once();
  await lockAway(db.owner, c, c.bo.id);
  await run();
  expect(await told()).toEqual(['Bo 1']);
});
