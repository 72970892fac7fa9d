import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { perform, type Command } from '#kernel/command.ts';
import type { Id } from '#kernel/brand.ts';
import { signNote } from '#features/charts/sign-note.ts';
import { openChart } from '#features/charts/open-chart.ts';
import { updateNote } from '#features/charts/update-note.ts';
import { giveNote } from '#features/charts/give-note.ts';
import { giveClaim } from '#features/claims/give-claim.ts';
import { recordPayment } from '#features/claims/record-payment.ts';
import { recordRejection } from '#features/claims/record-rejection.ts';
import { submitClaim } from '#features/claims/submit-claim.ts';
import { withdrawClaim } from '#features/claims/withdraw-claim.ts';
import { fileMessage } from '#features/inbox/file-message.ts';
import { markUnread } from '#features/inbox/mark-unread.ts';
import { readMessage } from '#features/inbox/read-message.ts';
import { sendMessage } from '#features/inbox/send-message.ts';
import { snoozeMessage } from '#features/inbox/snooze-message.ts';
import { unfileMessage } from '#features/inbox/unfile-message.ts';
import { giveLetter } from '#features/letters/give-letter.ts';
import { readLetter } from '#features/letters/read-letter.ts';
import { sendLetter } from '#features/letters/send-letter.ts';
import { signLetter } from '#features/letters/sign-letter.ts';
import { updateLetter } from '#features/letters/update-letter.ts';
import { withdrawLetter } from '#features/letters/withdraw-letter.ts';
import { cancelSent } from '#features/questionnaires/cancel-sent.ts';
import { endRecurring } from '#features/questionnaires/end-recurring.ts';
import { giveRecurring } from '#features/questionnaires/give-recurring.ts';
import { giveSent } from '#features/questionnaires/give-sent.ts';
import { readSent } from '#features/questionnaires/read-sent.ts';
import { recordAnswers } from '#features/questionnaires/record-answers.ts';
import { acknowledgeResult } from '#features/results/acknowledge-result.ts';
import { giveResult } from '#features/results/give-result.ts';
import { readResult } from '#features/results/read-result.ts';
import { cancelAppointment } from '#features/schedule/cancel-appointment.ts';
import { cancelAppointments } from '#features/schedule/cancel-appointments.ts';
import { markAppointment } from '#features/schedule/mark-appointment.ts';
import { moveAppointment } from '#features/schedule/move-appointment.ts';
import { closeConversation } from '#features/secure-messages/close-conversation.ts';
import { giveConversation } from '#features/secure-messages/give-conversation.ts';
import { readConversation } from '#features/secure-messages/read-conversation.ts';
import { recordReply } from '#features/secure-messages/record-reply.ts';
import { writeMessage } from '#features/secure-messages/write-message.ts';
import { readSession } from '#features/sign-in/read-session.ts';
import { finishTask } from '#features/tasks/finish-task.ts';
import { readTask } from '#features/tasks/read-task.ts';
import { reopenTask } from '#features/tasks/reopen-task.ts';
import { updateTask } from '#features/tasks/update-task.ts';
import { answer } from '#kernel/query.ts';
import { outcome } from '#test/acting.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic, type Member, one, patients } from '#test/staff.ts';
import { block, openWork } from '#test/work.ts';
import { endAbsence } from './end-absence.ts';
import { absent } from './test-absences.ts';
import { lists } from '#test/own-lists.ts';

let db: TestDatabase;
let c: Clinic;
let patientId: Id<'patient'>;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  c = await clinic(db.owner);
  [patientId] = (await patients(db.owner, c.id, ['Greaves, Anselm'])) as [Id<'patient'>];
  await openWork(db.owner, c, c.bo.id, [patientId]);
});

const idOf = (table: string, column: string, more = 'true') =>
  one<never>(db.owner, `select ${column} from ${table} where clinic_id = $1 and ${more} limit 1`, [c.id]);
const holderOf = (table: string) =>
  one<string>(db.owner, `select holder_id from ${table} where clinic_id = $1 limit 1`, [c.id]);
/** How much of it is Bo's, open or not. */
const countHeld = (table: string) =>
  one<number>(db.owner, `select count(*)::int from ${table} where clinic_id = $1 and holder_id = $2`, [c.id, c.bo.id]);
const last = async () =>
  (
    await db.owner.query(
      `select action, actor_id, on_behalf_of_id, outcome from audit_entry where clinic_id = $1 order by entry_id desc limit 1`,
      [c.id],
    )
  ).rows[0] as Record<string, unknown>;

type Act = readonly [command: Command, input: (by: Member) => Promise<object>, before?: string];
const act = ([command, input, before]: readonly [unknown, (by: Member) => Promise<object>, string?]): Act =>
  [command as Command, input, before] as Act;

const message = async () => ({ itemId: await idOf('inbox_item', 'item_id') });
const letter = async () => ({ letterId: await idOf('letter', 'letter_id') });
const words = {
  recipient: 'Dr Ferris',
  organization: '',
  address: '',
  fax: '',
  subject: 'Referral',
  body: 'words',
  ready: true,
};
const conversation = async () => ({ conversationId: await idOf('secure_conversation', 'conversation_id') });
const note = async () => ({ noteId: await idOf('chart_note', 'note_id'), version: 1 });
const task = async () => ({ taskId: await idOf('task', 'task_id') });
const result = async () => ({ resultId: await idOf('result', 'result_id') });
const sent = async () => ({ sentId: await idOf('sent_questionnaire', 'sent_id') });
const recurring = async () => ({ recurringId: await idOf('recurring_questionnaire', 'recurring_id') });
const visit = async () => ({ appointmentId: await idOf('appointment', 'appointment_id', 'starts_at < now()') });
const coming = async () => ({ appointmentId: await idOf('appointment', 'appointment_id', 'starts_at >= now()') });
const claim = async () => ({ claimId: await idOf('claim', 'claim_id') });
const awaiting = `update claim set status = 'awaiting-payment' where clinic_id = $1`;
const toSign = `update letter set status = 'to-sign' where clinic_id = $1`;

/** What can be done with work that somebody holds, by the table in which it stays theirs. */
const acts: readonly (readonly [table: string, acts: readonly Act[]])[] = [
  [
    'inbox_item',
    [
      act([readMessage, message]),
      act([fileMessage, message]),
      act([unfileMessage, message, 'update inbox_item set filed_at = now() where clinic_id = $1']),
      act([
        snoozeMessage,
        async () => ({ ...(await message()), until: new Date(Date.now() + 86_400_000).toISOString() }),
      ]),
      act([markUnread, message]),
      act([
        sendMessage,
        async () => ({
          recipientIds: [c.ada.id],
          subject: 'Re: About 1',
          body: 'Bo is away.',
          replyToId: await idOf('message', 'message_id'),
        }),
      ]),
    ],
  ],
  [
    'letter',
    [
      act([readLetter, letter]),
      act([updateLetter, async () => ({ ...(await letter()), ...words, siteId: c.siteId, version: 1 })]),
      act([signLetter, async () => ({ ...(await letter()), version: 2 }), toSign]),
      act([
        sendLetter,
        async () => ({ ...(await letter()), how: 'mail', to: '' }),
        `update letter set status = 'to-send', signed_at = now(), signed_by_id = holder_id, letterhead = '{}' where clinic_id = $1`,
      ]),
      act([withdrawLetter, async () => ({ ...(await letter()), reason: 'not needed' })]),
    ],
  ],
  [
    'secure_conversation',
    [
      act([readConversation, conversation]),
      act([writeMessage, async () => ({ ...(await conversation()), body: 'On behalf of Bo', send: true, version: 1 })]),
      act([recordReply, async () => ({ ...(await conversation()), body: 'Thank you' })]),
      act([closeConversation, conversation]),
    ],
  ],
  [
    'chart_note',
    [act([updateNote, async () => ({ ...(await note()), title: 'Visit', body: 'words' })]), act([signNote, note])],
  ],
  [
    'task',
    [
      act([finishTask, task]),
      act([reopenTask, task, 'update task set done_at = now(), done_by_id = holder_id where clinic_id = $1']),
      act([
        updateTask,
        async () => ({
          ...(await task()),
          title: 'Call',
          details: '',
          due: null,
          urgent: true,
          assigneeId: c.bo.id,
          version: 1,
        }),
      ]),
    ],
  ],
  ['result', [act([readResult, result]), act([acknowledgeResult, result])]],
  [
    'claim',
    [
      act([submitClaim, claim, `update claim set status = 'unsubmitted', submitted_at = null where clinic_id = $1`]),
      act([recordPayment, claim, awaiting]),
      act([recordRejection, async () => ({ ...(await claim()), reason: 'number missing' }), awaiting]),
      act([withdrawClaim, async () => ({ ...(await claim()), reason: 'billed elsewhere' })]),
    ],
  ],
  [
    'sent_questionnaire',
    [
      act([readSent, sent]),
      act([recordAnswers, async () => ({ ...(await sent()), answers: ['Well'] })]),
      act([cancelSent, sent]),
    ],
  ],
  ['recurring_questionnaire', [act([endRecurring, recurring])]],
  [
    'appointment',
    [
      act([markAppointment, async () => ({ ...(await visit()), status: 'seen' })]),
      act([cancelAppointment, async () => ({ ...(await visit()), reason: 'did not take place' })]),
      act([markAppointment, async () => ({ ...(await coming()), status: 'arrived' })]),
      act([cancelAppointment, async () => ({ ...(await coming()), reason: 'away' })]),
      act([
        cancelAppointments,
        async () => ({ appointmentIds: [(await coming()).appointmentId], reason: 'away', tell: false }),
      ]),
      act([
        moveAppointment,
        async () => ({
          ...(await coming()),
          providerId: c.bo.id,
          siteId: c.siteId,
          day: '2999-06-03',
          start: '09:00',
          durationMinutes: 20,
          version: 1,
        }),
      ]),
    ],
  ],
];
const each = acts.flatMap(([table, of]) => of.map((done) => [done[0].operation.name, table, done] as const));

describe('whoever covers', () => {
  test.each(each)(
    'may %s; the absent keep it, and both names stand in the entry',
    async (name, table, [run, input, before]) => {
      if (before) await arrange(db.owner, c.id, () => db.owner.query(before, [c.id]));
      await absent(db.owner, c, { userId: c.bo.id, covererId: c.cy.id });
      const held = await countHeld(table);
      await perform(db.pool, c.cy.caller, run, (await input(c.cy)) as never);
      expect(await last()).toEqual({ action: name, actor_id: c.cy.id, on_behalf_of_id: c.bo.id, outcome: 'done' });
      expect(await countHeld(table)).toBe(held);
    },
  );

  test.each<[string, Act]>([
    ['claim', act([giveClaim, async () => ({ ...(await claim()), holderId: c.ada.id })])],
    ['result', act([giveResult, async () => ({ ...(await result()), holderId: c.ada.id })])],
    ['chart_note', act([giveNote, async () => ({ ...(await note()), holderId: c.ada.id })])],
    ['letter', act([giveLetter, async () => ({ ...(await letter()), holderId: c.ada.id })])],
    ['secure_conversation', act([giveConversation, async () => ({ ...(await conversation()), holderId: c.ada.id })])],
    ['sent_questionnaire', act([giveSent, async () => ({ ...(await sent()), holderId: c.ada.id })])],
    ['recurring_questionnaire', act([giveRecurring, async () => ({ ...(await recurring()), holderId: c.ada.id })])],
  ])('may give a %s away, as the absent could', async (table, [run, input]) => {
    await absent(db.owner, c, { userId: c.bo.id, covererId: c.cy.id });
    await perform(db.pool, c.cy.caller, run, (await input(c.cy)) as never);
    expect(await last()).toMatchObject({ actor_id: c.cy.id, on_behalf_of_id: c.bo.id, outcome: 'done' });
    expect(await holderOf(table)).toBe(c.ada.id);
  });

  /** Acts that are open to others than the holder as well; covering only names whom they are for. */
  const open = [
    'letters.read-letter',
    'secure-messages.read-conversation',
    'secure-messages.record-reply',
    'results.read-result',
  ];
  const openToo = [
    'questionnaires.read-sent',
    'questionnaires.record-answers',
    'schedule.mark-appointment',
    'schedule.cancel-appointment',
    'schedule.cancel-appointments',
    'schedule.move-appointment',
  ];
  const own = each.filter(([name]) => ![...open, ...openToo].includes(name));

  test.each(own)(
    'and nobody else, may %s: of another kind, not yet, or not any more',
    async (_name, _table, [run, input, before]) => {
      if (before) await arrange(db.owner, c.id, () => db.owner.query(before, [c.id]));
      // Who gave a task may change it anyway; who wrote a message may read it.
      await arrange(db.owner, c.id, async () => {
        await db.owner.query('update task set author_id = $2 where clinic_id = $1', [c.id, c.bo.id]);
      });
      await absent(db.owner, c, { userId: c.bo.id, covererId: c.cy.id, kinds: ['past-appointment'] });
      await absent(db.owner, c, { userId: c.bo.id, covererId: c.cy.id, from: 10, until: 12 });
      const over = await absent(db.owner, c, { userId: c.bo.id, covererId: c.cy.id, from: 20, until: 22 });
      await perform(db.pool, c.ada.caller, endAbsence, { absenceId: over, version: 1 });
      expect(await outcome(perform(db.pool, c.cy.caller, run, (await input(c.cy)) as never))).toMatch(
        /not-yours|not-found/,
      );
      expect(await last()).toMatchObject({ outcome: 'refused', on_behalf_of_id: null });
    },
  );

  test('does not act on behalf of anybody with work of their own', async () => {
    await absent(db.owner, c, { userId: c.bo.id, covererId: c.cy.id });
    await openWork(db.owner, c, c.cy.id, [patientId]);
    const taskId = await one<Id<'task'>>(db.owner, 'select task_id from task where clinic_id = $1 and holder_id = $2', [
      c.id,
      c.cy.id,
    ]);
    await perform(db.pool, c.cy.caller, finishTask, { taskId });
    expect(await last()).toMatchObject({ action: 'tasks.finish-task', on_behalf_of_id: null });
  });

  test('of visits that are over does not act on behalf of the absent with those to come', async () => {
    await absent(db.owner, c, { userId: c.bo.id, covererId: c.cy.id, kinds: ['past-appointment'] });
    await perform(db.pool, c.cy.caller, markAppointment, { ...(await coming()), status: 'arrived' });
    expect(await last()).toMatchObject({ action: 'schedule.mark-appointment', on_behalf_of_id: null });
  });

  test('finds a task and a draft as theirs to do', async () => {
    const { taskId } = await task();
    await expect(answer(db.pool, c.cy.caller, readTask, { taskId })).rejects.toMatchObject({ code: 'task/not-found' });
    const drafts = async () => (await perform(db.pool, c.cy.caller, openChart, { patientId })).drafts;
    expect(await drafts()).toMatchObject([{ mayEdit: false, maySign: false }]);
    await absent(db.owner, c, { userId: c.bo.id, covererId: c.cy.id });
    expect(await answer(db.pool, c.cy.caller, readTask, { taskId })).toMatchObject({ holder: { userId: c.bo.id } });
    expect(await drafts()).toMatchObject([{ mayEdit: true, maySign: true }]);
  });

  test('does not see what is closed to them, only how much it is', async () => {
    await absent(db.owner, c, { userId: c.bo.id, covererId: c.cy.id });
    await block(db.owner, c, c.cy.id, [patientId]);
    for (const [kind, list] of Object.entries(lists)) {
      const { ids, counted } = await list(db.pool, c.cy);
      expect([kind, ids, counted?.withheld ?? 1]).toEqual([kind, [], 1]);
    }
    const { itemId } = await message();
    await expect(perform(db.pool, c.cy.caller, readMessage, { itemId })).rejects.toMatchObject({
      code: 'inbox/message-not-found',
    });
    await expect(perform(db.pool, c.cy.caller, finishTask, await task())).rejects.toMatchObject({
      code: 'task/not-found',
    });
  });

  test('does nothing that their own permissions do not give', async () => {
    await absent(db.owner, c, { userId: c.bo.id, covererId: c.dee.id });
    await expect(perform(db.pool, c.dee.caller, finishTask, await task())).rejects.toMatchObject({
      code: 'actor/not-permitted',
    });
  });

  test('is told so in the session, and the absent that they are away', async () => {
    await absent(db.owner, c, { userId: c.bo.id, covererId: c.cy.id, kinds: ['task', 'letter'] });
    await absent(db.owner, c, { userId: c.ada.id, covererId: c.cy.id, from: 3, until: 4 });
    const session = (who: Member) => answer(db.pool, who.caller, readSession, {});
    expect(await session(c.cy)).toMatchObject({
      awayUntil: null,
      covering: [{ user: { name: 'Bo Castellane' }, kinds: ['letter', 'task'] }],
    });
    expect(await session(c.bo)).toMatchObject({ awayUntil: expect.stringMatching(/^\d{4}-/), covering: [] });
    expect((await session(c.ada)).awayUntil).toBeNull();
  });
});
