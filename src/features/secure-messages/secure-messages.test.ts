import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import { answer } from '#kernel/query.ts';
import { ready } from '#test/acting.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic, entries, type Member, one, patients } from '#test/staff.ts';
import { block, toUser, without } from '#test/work.ts';
import { closeConversation } from './close-conversation.ts';
import type { Folder } from './contract.ts';
import { giveConversation } from './give-conversation.ts';
import { listConversations } from './list-conversations.ts';
import { openConversation } from './open-conversation.ts';
import { readConversation } from './read-conversation.ts';
import { recordReply } from './record-reply.ts';
import { takeConversation } from './take-conversation.ts';
import { writeMessage } from './write-message.ts';

let db: TestDatabase;
let c: Clinic;
let greaves: Id<'patient'>;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  c = await clinic(db.owner);
  [greaves] = (await patients(db.owner, c.id, ['Greaves, Anselm'])) as [Id<'patient'>];
});

type Conversation = Id<'conversation'>;
const open = async (more: object = {}, who: Member = c.bo) =>
  (
    await perform(db.pool, who.caller, openConversation, {
      party: 'Harbour Cardiology',
      organization: '',
      address: 'desk@harbour.example',
      subject: 'Echo report',
      patientId: greaves,
      body: 'When can we expect it?',
      send: true,
      ...more,
    })
  ).conversationId;
const list = (folder: Folder, who: Member = c.bo, more: object = {}) =>
  answer(db.pool, who.caller, listConversations, { folder, ...more });
const subjects = async (...asked: Parameters<typeof list>) =>
  (await list(...asked)).conversations.map(({ subject }) => subject);
const read = (conversationId: Conversation, who: Member = c.bo) =>
  perform(db.pool, who.caller, readConversation, { conversationId });
const versionOf = (id: Conversation) =>
  one<number>(db.owner, 'select version from secure_conversation where conversation_id = $1', [id]);
const write = async (conversationId: Conversation, body: string, send = true, who: Member = c.bo, version?: number) =>
  perform(db.pool, who.caller, writeMessage, {
    conversationId,
    body,
    send,
    version: version ?? (await versionOf(conversationId)) ?? 1,
  });
const reply = (conversationId: Conversation, body = 'On Friday.', who: Member = c.cy) =>
  perform(db.pool, who.caller, recordReply, { conversationId, body });
const close = (conversationId: Conversation, who: Member = c.bo) =>
  perform(db.pool, who.caller, closeConversation, { conversationId });
const give = (conversationId: Conversation, holderId: Id<'user'> | null, who: Member = c.bo) =>
  perform(db.pool, who.caller, giveConversation, { conversationId, holderId });
const take = (conversationId: Conversation, who: Member = c.bo) =>
  perform(db.pool, who.caller, takeConversation, { conversationId });
const row = async (id: Conversation) =>
  (await db.owner.query('select * from secure_conversation where conversation_id = $1', [id])).rows[0] as Record<
    string,
    unknown
  >;
const lastEntry = async () => (await entries(db.owner, c.id)).at(-1);
const code = (refusal: string) => ({ code: refusal });
const bo = () => ({ userId: c.bo.id, name: 'Bo Castellane', deactivated: false });

test('a conversation goes on until nobody expects anything more, and an answer opens it again', async () => {
  const id = await open({ send: false });
  expect(await lastEntry()).toMatchObject({
    action: 'secure-messages.open-conversation',
    patient_id: greaves,
    facts: { conversationId: id, after: { status: 'draft' } },
  });
  expect(await read(id)).toMatchObject({ status: 'draft', draft: 'When can we expect it?', messages: [] });
  expect(await lastEntry()).toMatchObject({ action: 'secure-messages.read-conversation', patient_id: greaves });
  await write(id, 'When?');
  expect(await lastEntry()).toMatchObject({
    action: 'secure-messages.write-message',
    facts: { conversationId: id, before: { status: 'draft' }, after: { status: 'awaiting-reply' } },
  });
  await reply(id);
  expect(await lastEntry()).toMatchObject({
    actor_id: c.cy.id,
    action: 'secure-messages.record-reply',
    facts: { before: { status: 'awaiting-reply' }, after: { status: 'to-answer', holderId: c.bo.id } },
  });
  await write(id, 'Thanks', false);
  expect(await read(id)).toMatchObject({
    status: 'to-answer',
    draft: 'Thanks',
    party: 'Harbour Cardiology',
    messages: [
      { line: 1, author: bo(), body: 'When?' },
      { line: 2, author: null, body: 'On Friday.' },
    ],
    holders: [{ holder: bo(), until: null }],
  });
  await close(id);
  expect(await lastEntry()).toMatchObject({ action: 'secure-messages.close-conversation' });
  expect(await row(id)).toMatchObject({ status: 'closed', open_holder_id: null });
  await reply(id, 'One more thing.');
  expect(await row(id)).toMatchObject({ status: 'to-answer', open_holder_id: c.bo.id });
});

test('an answer for somebody who has left waits in the pool, and says for whom it came', async () => {
  const id = await open();
  await close(id);
  await arrange(db.owner, c.id, () => db.owner.query('delete from active_user where user_id = $1', [c.bo.id]));
  await reply(id);
  expect(await row(id)).toMatchObject({ status: 'to-answer', holder_id: null, came_from_id: c.bo.id });
  expect(await subjects('pool', c.cy)).toEqual(['Echo report']);
});

describe('a list of conversations', () => {
  test('shows one’s own by state, the longest waiting first; of a patient; page by page', async () => {
    const first = await open({ subject: 'First' });
    await open({ subject: 'Second', patientId: null });
    await open({ subject: 'Cy’s' }, c.cy);
    await reply(first);
    expect(await subjects('open')).toEqual(['Second', 'First']);
    expect(await subjects('open', c.bo, { status: 'to-answer' })).toEqual(['First']);
    expect(await subjects('all', c.bo, { patientId: greaves })).toEqual(['First', 'Cy’s']);
    expect((await list('open')).conversations[0]).toMatchObject({ patient: null, author: bo(), holder: bo() });
    await arrange(db.owner, c.id, () =>
      db.owner.query(
        `insert into secure_conversation (clinic_id, author_id, holder_id, party, address, subject, last_at)
         select $1, $2, $2, 'x', 'x', n, '2026-01-01T00:00:00.000001Z' from generate_series(1, 58) n`,
        [c.id, c.bo.id],
      ),
    );
    for (const folder of ['open', 'all'] as const) {
      const seen: string[] = [];
      let after: string | undefined;
      do {
        const page = await list(folder, c.bo, after ? { after } : {});
        seen.push(...page.conversations.map(({ subject }) => subject));
        after = page.next ?? undefined;
      } while (after);
      expect(new Set(seen).size).toBe(folder === 'open' ? 60 : 61);
      expect(seen).toHaveLength(folder === 'open' ? 60 : 61);
    }
  });

  test('keeps closed patients out, of every list and every message, and counts them', async () => {
    const id = await open();
    await open({ subject: 'Supplies', patientId: null });
    await block(db.owner, c, c.bo.id, [greaves]);
    expect(await subjects('all')).toEqual(['Supplies']);
    expect((await list('open')).waiting).toEqual({ open: 1, withheld: 1, pool: 0, poolWithheld: 0 });
    await expect(list('all', c.bo, { patientId: greaves })).rejects.toMatchObject(code('patient/not-found'));
    await expect(read(id)).rejects.toMatchObject(code('work/not-found'));
    await expect(reply(id, 'x', c.bo)).rejects.toMatchObject(code('work/not-found'));
    await expect(open()).rejects.toMatchObject(code('patient/not-found'));
  });

  test('is for those who may, by a cursor of ours, of one clinic', async () => {
    await open();
    await expect(list('open', c.dee)).rejects.toMatchObject(code('actor/not-permitted'));
    await expect(list('open', c.bo, { after: 'x' })).rejects.toMatchObject(code('request/cursor-unknown'));
    expect(await subjects('all', (await clinic(db.owner)).bo)).toEqual([]);
  });
});

test('what cannot be is refused, and changes nothing', async () => {
  const other = await clinic(db.owner);
  await expect(open({ body: ' ' })).rejects.toMatchObject(code('conversation/empty'));
  const draft = await open({ send: false });
  await expect(reply(draft)).rejects.toMatchObject(code('conversation/not-sent'));
  const id = await open();
  await expect(write(id, ' ')).rejects.toMatchObject(code('conversation/empty'));
  await expect(reply(id, '\n')).rejects.toMatchObject(code('conversation/empty'));
  await expect(write(id, 'x', true, c.cy)).rejects.toMatchObject(code('work/not-yours'));
  await expect(write(id, 'x', true, c.bo, 9)).rejects.toMatchObject(code('request/version-stale'));
  await expect(close(id, c.cy)).rejects.toMatchObject(code('work/not-yours'));
  for (const act of [() => write(id, 'x', true, other.bo), () => reply(id, 'x', other.bo), () => close(id, other.bo)])
    await expect(act()).rejects.toMatchObject(code('work/not-found'));
  await close(id);
  await expect(close(id)).rejects.toMatchObject(code('work/already-closed'));
  await expect(write(id, 'x')).rejects.toMatchObject(code('work/already-closed'));
  expect(await one(db.owner, 'select count(*) from secure_message where conversation_id = $1', [id])).toBe('1');
});

describe('a conversation goes from hand to hand', () => {
  test('given, pooled, taken, and its history says so', async () => {
    const id = await open();
    await give(id, c.cy.id);
    expect(await lastEntry()).toMatchObject({
      action: 'secure-messages.give-conversation',
      subject_user_id: c.cy.id,
      facts: { conversationId: id, before: { holderId: c.bo.id }, after: { holderId: c.cy.id } },
    });
    await give(id, null, c.cy);
    await take(id, c.ada);
    expect(await lastEntry()).toMatchObject({ action: 'secure-messages.take-conversation', actor_id: c.ada.id });
    expect((await read(id)).holders.map(({ holder }) => holder?.userId ?? null)).toEqual([
      c.bo.id,
      c.cy.id,
      null,
      c.ada.id,
    ]);
    expect(await row(id)).toMatchObject({ author_id: c.bo.id });
  });

  test('not by others, not to whoever cannot hold it, not when it is over', async () => {
    const id = await open();
    const other = await clinic(db.owner);
    await expect(give(id, c.ada.id, c.cy)).rejects.toMatchObject(code('work/not-yours'));
    await expect(give(id, c.ada.id, other.bo)).rejects.toMatchObject(code('work/not-found'));
    await expect(give(id, other.bo.id)).rejects.toMatchObject(code('user/not-found'));
    await expect(take(id, other.bo)).rejects.toMatchObject(code('work/not-found'));
    await expect(take(id, c.cy)).rejects.toMatchObject(code('work/already-taken'));
    await arrange(db.owner, c.id, () =>
      db.owner.query(`update clinic_user set locked_at = now(), locked_reason = 'x' where user_id = $1`, [c.cy.id]),
    );
    await expect(give(id, c.cy.id)).rejects.toMatchObject(code('work/holder-not-active'));
    await close(id);
    await expect(give(id, c.ada.id)).rejects.toMatchObject(code('work/already-closed'));
    await expect(take(id)).rejects.toMatchObject(code('work/already-closed'));
  });

  test('in a hand-over, but not to a successor who is kept out of the chart', async () => {
    const id = await open();
    const supplies = await open({ patientId: null });
    const transfer = toUser('secure-message', c.cy.id);
    await block(db.owner, c, c.cy.id, [greaves]);
    await expect((await ready(db.pool, c.ada, c.bo, [transfer]))()).rejects.toMatchObject(code('handover/work-left'));
    await (
      await ready(db.pool, c.ada, c.bo, [transfer, without('secure-message', 'return')])
    )();
    expect(await row(id)).toMatchObject({ holder_id: null, came_from_id: c.bo.id, author_id: c.bo.id });
    expect(await row(supplies)).toMatchObject({ holder_id: c.cy.id, came_from_id: c.bo.id });
  });
});
