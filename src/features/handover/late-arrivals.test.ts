import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import { answer } from '#kernel/query.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic, entries, type Member, member, one, patients } from '#test/staff.ts';
import { block, toUser, without } from '#test/work.ts';
import { importBundle } from '../fhir/import-bundle.ts';
import { listInbox } from '../inbox/list-inbox.ts';
import { sendMessage } from '../inbox/send-message.ts';
import { recordAnswers } from '../questionnaires/record-answers.ts';
import { recordReply } from '../secure-messages/record-reply.ts';
import { leave, lockAway } from '../users/test-person.ts';
import { bringBack, lets } from '#test/leaving.ts';

let db: TestDatabase;
let c: Clinic;
let greaves: Id<'patient'>;
/** A message that Bo wrote to Ada and Cy, about a patient. */
let asked: Id<'message'>;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  c = await clinic(db.owner);
  [greaves] = (await patients(db.owner, c.id, ['Greaves, Anselm'])) as [Id<'patient'>];
  asked = (await write(c.bo, [c.ada.id, c.cy.id])).messageId;
});

const write = (who: Member, recipientIds: readonly Id<'user'>[], replyToId: Id<'message'> | null = null) =>
  perform(db.pool, who.caller, sendMessage, {
    recipientIds: [...recipientIds],
    subject: 'Echo',
    body: 'When?',
    patientId: greaves,
    replyToId,
  });
const leaves = (who: Member, ...plan: Parameters<typeof lets>[3][number][]) => lets(db.pool, c, who.id, plan);
const toBo = () => write(c.ada, [c.bo.id], asked);
const arrived = async () =>
  (
    await db.owner.query<{ holder_id: string | null }>(
      'select holder_id from inbox_item where clinic_id = $1 and arrived_for_id = $2 order by arrived_at',
      [c.id, c.bo.id],
    )
  ).rows.map(({ holder_id }) => holder_id);
const setDays = (days: number) =>
  arrange(db.owner, c.id, () =>
    db.owner.query('update clinic set late_arrival_days = $2 where clinic_id = $1', [c.id, days]),
  );
const lastEntry = async () => (await entries(db.owner, c.id)).at(-1);
const another = (firstName: string) =>
  arrange(db.owner, c.id, () =>
    member(db.owner, {
      clinicId: c.id,
      siteId: c.siteId,
      firstName,
      lastName: 'New',
      type: 'doctor',
      roleIds: [c.roles.doctor],
    }),
  );

describe('an answer to somebody who has left', () => {
  test('reaches who took the messages over, says for whom, and leaves an entry', async () => {
    await leaves(c.bo, toUser('message', c.cy.id));
    const { messageId } = await toBo();
    expect(await arrived()).toEqual([c.cy.id]);
    expect((await answer(db.pool, c.cy.caller, listInbox, { folder: 'inbox' })).items[0]).toMatchObject({
      messageId,
      arrivedFor: { userId: c.bo.id, name: 'Bo Castellane', deactivated: true },
    });
    expect(await lastEntry()).toMatchObject({
      action: 'inbox.send-message',
      outcome: 'done',
      facts: { messageId, arrivals: [{ forId: c.bo.id, holderId: c.cy.id }] },
    });
  });

  test('who took no part in it, or is written to anew, is refused as ever', async () => {
    await leaves(c.bo, toUser('message', c.cy.id));
    await expect(write(c.ada, [c.bo.id])).rejects.toThrow('inbox/recipient-not-active');
    await leave(db.owner, c, c.dee.id);
    await expect(write(c.ada, [c.dee.id], asked)).rejects.toThrow('inbox/recipient-not-active');
    expect(await arrived()).toEqual([]);
  });

  test('several take turns', async () => {
    const dan = await another('Dan');
    await leaves(c.bo, toUser('message', c.cy.id, dan.id));
    for (let times = 0; times < 4; times += 1) await toBo();
    const holders = await arrived();
    expect(holders.filter((id) => id === c.cy.id)).toHaveLength(2);
    expect(holders.filter((id) => id === dan.id)).toHaveLength(2);
    expect(holders[0]).not.toBe(holders[1]);
  });

  test('the chain is followed, also round to somebody who has come back', async () => {
    await leaves(c.bo, toUser('message', c.cy.id));
    const dan = await another('Dan');
    await leaves(c.cy, toUser('message', dan.id));
    await toBo();
    expect(await arrived()).toEqual([dan.id]);
    await bringBack(db.pool, c, c.cy.id);
    await leaves(dan, toUser('message', c.cy.id));
    await toBo();
    expect(await arrived()).toEqual([c.cy.id, c.cy.id]);
  });

  test('where nobody took that kind, the one successor of everything else has it', async () => {
    await leaves(c.bo, toUser('task', c.cy.id));
    await toBo();
    expect(await arrived()).toEqual([c.cy.id]);
  });

  test.each<[string, () => Promise<unknown>]>([
    ['the plan laid the kind into the pool', () => leaves(c.bo, without('message', 'return'), toUser('task', c.cy.id))],
    ['the clinic lets nothing arrive', () => setDays(0).then(() => leaves(c.bo, toUser('message', c.cy.id)))],
    ['there was no hand-over', () => leave(db.owner, c, c.bo.id)],
    [
      'who took it is locked',
      () => leaves(c.bo, toUser('message', c.cy.id)).then(() => lockAway(db.owner, c, c.cy.id)),
    ],
    [
      'who took it has left, and their messages are in the pool',
      () => leaves(c.bo, toUser('message', c.cy.id)).then(() => leaves(c.cy, without('message', 'return'))),
    ],
    [
      'who took it is kept out of the chart',
      () => leaves(c.bo, toUser('message', c.cy.id)).then(() => block(db.owner, c, c.cy.id, [greaves])),
    ],
    [
      'who took it may not do such work',
      async () => {
        await leaves(c.bo, toUser('message', c.cy.id));
        await arrange(db.owner, c.id, () => db.owner.query('delete from user_role where user_id = $1', [c.cy.id]));
      },
    ],
  ])('waits in the pool when %s', async (_, arranged) => {
    await arranged();
    await toBo();
    expect(await arrived()).toEqual([null]);
  });

  test('too long after, it waits in the pool', async () => {
    await leaves(c.bo, toUser('message', c.cy.id));
    await setDays(30);
    await arrange(db.owner, c.id, () =>
      db.owner.query(`update handover set at = now() - interval '31 days' where clinic_id = $1`, [c.id]),
    );
    await toBo();
    expect(await arrived()).toEqual([null]);
  });
});

test('a result, a claim and a draft that come for somebody who has left reach the successor, once each', async () => {
  const about = (resourceType: string, more: object) => ({ resourceType, id: resourceType.toLowerCase(), ...more });
  const subject = { reference: 'Patient/p' };
  const bo = {
    resourceType: 'Practitioner',
    id: 'bo',
    identifier: [{ system: 'http://x.example/npi', value: '7' }],
    name: [{ family: 'Castellane', given: ['Bo'] }],
  };
  const bundle = (...more: object[]) => ({
    resourceType: 'Bundle',
    type: 'collection',
    entry: [bo, { resourceType: 'Patient', id: 'p', name: [{ family: 'Quill', given: ['Ned'] }] }, ...more].map(
      (resource) => ({ resource }),
    ),
  });
  await perform(db.pool, c.ada.caller, importBundle, { file: 'a.json', bundle: bundle() });
  const boId = await one<Id<'user'>>(
    db.owner,
    `select user_id from clinic_user where clinic_id = $1 and first_name = 'Bo' and user_id <> $2`,
    [c.id, c.bo.id],
  );
  await lets(db.pool, c, boId, [toUser('result', c.cy.id), toUser('claim', c.cy.id), without('task', 'return')]);
  const encounter = about('Encounter', {
    status: 'in-progress',
    class: { code: 'AMB' },
    subject,
    participant: [{ individual: { reference: 'Practitioner/bo' } }],
    period: { start: '2026-01-05' },
  });
  const report = about('DiagnosticReport', {
    status: 'final',
    code: { text: 'Iron' },
    subject,
    issued: '2026-01-05T10:00:00Z',
    performer: [{ reference: 'Practitioner/bo' }],
  });
  const claim = about('Claim', {
    status: 'active',
    use: 'claim',
    created: '2026-01-05',
    patient: subject,
    provider: { reference: 'Practitioner/bo' },
    total: { value: 20, currency: 'CAD' },
  });
  const bring = () =>
    perform(db.pool, c.ada.caller, importBundle, { file: 'b.json', bundle: bundle(encounter, report, claim) });
  expect(await bring()).toMatchObject({ unclaimed: 0 });
  for (const table of ['result', 'claim', 'chart_note']) {
    const { rows } = await db.owner.query(`select holder_id, arrived_for_id from ${table} where clinic_id = $1`, [
      c.id,
    ]);
    expect([table, rows]).toEqual([table, [{ holder_id: c.cy.id, arrived_for_id: boId }]]);
  }
  expect((await lastEntry())?.facts).toMatchObject({ arrivals: 3 });
  await bring();
  expect((await lastEntry())?.facts['arrivals']).toBeUndefined();
});

test('what an outside party answers to a conversation that is closed reaches the successor', async () => {
  const conversationId = await arrange(db.owner, c.id, () =>
    one<Id<'conversation'>>(
      db.owner,
      `insert into secure_conversation (clinic_id, holder_id, author_id, patient_id, party, address, subject, status)
       values ($1, $2, $2, $3, 'Harbour', 'desk@harbour.example', 'Echo', 'closed') returning conversation_id`,
      [c.id, c.bo.id, greaves],
    ),
  );
  await leaves(c.bo, toUser('secure-message', c.cy.id));
  await perform(db.pool, c.ada.caller, recordReply, { conversationId, body: 'On Friday.' });
  expect(
    (
      await db.owner.query(
        'select holder_id, arrived_for_id, status from secure_conversation where conversation_id = $1',
        [conversationId],
      )
    ).rows,
  ).toEqual([{ holder_id: c.cy.id, arrived_for_id: c.bo.id, status: 'to-answer' }]);
  expect((await lastEntry())?.facts).toMatchObject({ after: { holderId: c.cy.id, arrivedForId: c.bo.id } });
});

describe('answers to a questionnaire that ended when its holder left', () => {
  const sent = () =>
    arrange(db.owner, c.id, async () => {
      const templateId = await one(
        db.owner,
        `insert into questionnaire_template (clinic_id, name, questions) values ($1, 'Sleep', '{How?}') returning template_id`,
        [c.id],
      );
      return one<Id<'sent'>>(
        db.owner,
        `insert into sent_questionnaire (clinic_id, holder_id, author_id, template_id, patient_id, due_on)
         values ($1, $2, $2, $3, $4, current_date) returning sent_id`,
        [c.id, c.bo.id, templateId, greaves],
      );
    });
  const record = (sentId: Id<'sent'>) => perform(db.pool, c.ada.caller, recordAnswers, { sentId, answers: ['Well'] });
  const tasks = async () =>
    (await db.owner.query('select title, holder_id, arrived_for_id, patient_id from task where clinic_id = $1', [c.id]))
      .rows as unknown[];

  test('are kept, and become a task of the one successor there is', async () => {
    const sentId = await sent();
    await leaves(c.bo, without('sent-questionnaire', 'cancel'), toUser('task', c.cy.id));
    await record(sentId);
    const task = { title: 'Answers have arrived: Sleep', arrived_for_id: c.bo.id, patient_id: greaves };
    expect(await tasks()).toEqual([{ ...task, holder_id: c.cy.id }]);
    expect((await lastEntry())?.facts).toMatchObject({ before: { status: 'cancelled' }, arrived: { forId: c.bo.id } });
    await expect(record(sentId)).rejects.toThrow('work/already-closed');
  });

  test('what somebody active cancelled stays cancelled', async () => {
    const sentId = await sent();
    await arrange(db.owner, c.id, () =>
      db.owner.query(`update sent_questionnaire set status = 'cancelled' where sent_id = $1`, [sentId]),
    );
    await expect(record(sentId)).rejects.toThrow('work/already-closed');
    expect(await tasks()).toEqual([]);
  });
});
