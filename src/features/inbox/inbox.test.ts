import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import { answer } from '#kernel/query.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic, entries, type Member, one, patients } from '#test/staff.ts';
import { block } from '#test/work.ts';
import { fileMessage } from './file-message.ts';
import { listInbox } from './list-inbox.ts';
import { listPool } from './list-pool.ts';
import { markUnread } from './mark-unread.ts';
import { readMessage } from './read-message.ts';
import { sendMessage } from './send-message.ts';
import { snoozeMessage } from './snooze-message.ts';
import { takeMessage } from './take-message.ts';
import { unfileMessage } from './unfile-message.ts';

let db: TestDatabase;
let c: Clinic;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  c = await clinic(db.owner);
});

const HOUR_MS = 3_600_000;
const inHours = (hours: number) => new Date(Date.now() + hours * HOUR_MS).toISOString();

interface Words {
  readonly subject?: string;
  readonly body?: string;
  readonly patientId?: Id<'patient'>;
  readonly replyToId?: Id<'message'>;
}
const send = (
  from: Member,
  to: readonly Member[],
  { subject = 'Knee MRI', body = 'Two words', ...about }: Words = {},
) => perform(db.pool, from.caller, sendMessage, { recipientIds: to.map(({ id }) => id), subject, body, ...about });
const itemOf = (messageId: string, of: Member) =>
  one<Id<'item'>>(db.owner, 'select item_id from inbox_item where message_id = $1 and addressee_id = $2', [
    messageId,
    of.id,
  ]);
const folder = (of: Member, name: 'inbox' | 'snoozed' | 'filed' | 'sent') =>
  answer(db.pool, of.caller, listInbox, { folder: name });
const subjects = ({ items }: { items: readonly { subject: string }[] }) => items.map(({ subject }) => subject);
const lastEntry = async () => (await entries(db.owner, c.id)).at(-1);
const asOwner = (sql: string, ...values: unknown[]) => arrange(db.owner, c.id, () => db.owner.query(sql, values));
const toPool = (itemId: string, from: Member) =>
  asOwner('update inbox_item set holder_id = null, came_from_id = $2 where item_id = $1', itemId, from.id);
/** As the hand-over leaves somebody: work moved, no activity. */
const leave = async (who: Member, to: Member) => {
  await asOwner('update inbox_item set holder_id = $2, came_from_id = $1 where open_holder_id = $1', who.id, to.id);
  await asOwner('delete from active_user where user_id = $1', who.id);
};

test('a message reaches each recipient once, unread, and its author under Sent', async () => {
  const [patientId] = await patients(db.owner, c.id, ['Tolland, Emeric']);
  const { messageId } = await send(c.bo, [c.cy, c.dee], { body: 'One\n\n  two', ...(patientId ? { patientId } : {}) });
  const { items, counts, withheld } = await folder(c.cy, 'inbox');
  expect(items).toMatchObject([
    {
      messageId,
      author: { userId: c.bo.id, name: 'Bo Castellane', deactivated: false },
      subject: 'Knee MRI',
      start: 'One two',
      patient: { patientId, name: 'Emeric Tolland' },
      unread: true,
      snoozedUntil: null,
      cameFrom: null,
    },
  ]);
  expect({ counts, withheld }).toEqual({ counts: { inbox: 1, unread: 1, snoozed: 0, pool: 0 }, withheld: 0 });
  const sent = await folder(c.bo, 'sent');
  expect(sent.items).toMatchObject([{ messageId, unread: false, recipientCount: 2 }]);
  expect(sent.items[0]?.recipients.map(({ name }) => name).toSorted()).toEqual(['Cy Okonjo', 'Dee Hartwell']);
  expect(subjects(await folder(c.bo, 'inbox'))).toEqual([]);
  const entry = await lastEntry();
  expect(entry).toMatchObject({
    action: 'inbox.send-message',
    outcome: 'done',
    patient_id: patientId,
    facts: { messageId },
  });
  expect(JSON.stringify(entry)).not.toMatch(/Knee|two/);
});

test('whoever is locked, has left or is of another clinic receives nothing', async () => {
  await asOwner(`update clinic_user set locked_at = now(), locked_reason = 'leave' where user_id = $1`, c.dee.id);
  await expect(send(c.bo, [c.dee])).rejects.toMatchObject({ code: 'inbox/recipient-locked' });
  await leave(c.cy, c.bo);
  await expect(send(c.bo, [c.ada, c.cy])).rejects.toMatchObject({ code: 'inbox/recipient-not-active' });
  const other = await clinic(db.owner);
  await expect(send(c.bo, [other.bo])).rejects.toMatchObject({ code: 'inbox/recipient-missing' });
  expect(await one(db.owner, 'select count(*) from message where clinic_id = $1', [c.id])).toBe('0');
  expect((await entries(db.owner, c.id)).map(({ outcome, reason }) => [outcome, reason])).toEqual([
    ['refused', 'inbox/recipient-locked'],
    ['refused', 'inbox/recipient-not-active'],
    ['refused', 'inbox/recipient-missing'],
  ]);
});

test('reading marks read on the holder’s desk only, and leaves an entry with the patient', async () => {
  const [patientId] = await patients(db.owner, c.id, ['Tolland, Emeric']);
  const { messageId } = await send(c.bo, [c.cy], patientId ? { patientId } : {});
  const itemId = await itemOf(messageId, c.cy);
  const read = (who: Member) => perform(db.pool, who.caller, readMessage, { itemId });
  expect(await read(c.bo)).toMatchObject({ state: 'elsewhere', wasUnread: false, holder: { userId: c.cy.id } });
  expect((await folder(c.cy, 'inbox')).counts.unread).toBe(1);
  expect(await read(c.cy)).toMatchObject({
    state: 'inbox',
    wasUnread: true,
    body: 'Two words',
    recipients: [{ name: 'Cy Okonjo' }],
  });
  expect((await folder(c.cy, 'inbox')).counts.unread).toBe(0);
  expect(await read(c.cy)).toMatchObject({ wasUnread: false });
  expect(await lastEntry()).toMatchObject({
    action: 'inbox.read-message',
    actor_id: c.cy.id,
    patient_id: patientId,
    facts: { itemId },
  });
  await expect(read(c.ada)).rejects.toMatchObject({ code: 'inbox/message-not-found' });
  await perform(db.pool, c.cy.caller, markUnread, { itemId });
  expect((await folder(c.cy, 'inbox')).counts.unread).toBe(1);
  await expect(perform(db.pool, c.bo.caller, markUnread, { itemId })).rejects.toMatchObject({
    code: 'inbox/message-not-found',
  });
});

test('a thread shows what the reader took part in and passes over the rest', async () => {
  const first = await send(c.ada, [c.bo], { subject: 'First' });
  const aside = await send(c.bo, [c.cy], { subject: 'Aside', replyToId: first.messageId });
  const back = await send(c.cy, [c.bo], { subject: 'Back', replyToId: aside.messageId });
  const last = await send(c.bo, [c.ada], { subject: 'Last', replyToId: back.messageId });
  const read = async (messageId: string, who: Member) =>
    (await perform(db.pool, who.caller, readMessage, { itemId: await itemOf(messageId, who) })).thread.map(
      ({ subject }) => subject,
    );
  expect(await read(last.messageId, c.ada)).toEqual(['First']);
  expect(await read(back.messageId, c.bo)).toEqual(['Aside', 'First']);
  await expect(send(c.cy, [c.ada], { replyToId: last.messageId })).rejects.toMatchObject({
    code: 'inbox/message-not-found',
  });
});

test('what is snoozed is away until its time has come, and then stands on top by itself', async () => {
  const { messageId } = await send(c.bo, [c.cy], { subject: 'Later' });
  await send(c.bo, [c.cy], { subject: 'Now' });
  const itemId = await itemOf(messageId, c.cy);
  const snooze = (until: string | null) => perform(db.pool, c.cy.caller, snoozeMessage, { itemId, until });
  const until = inHours(48);
  expect(await snooze(until)).toEqual({ itemId, snoozedUntil: until });
  expect(await lastEntry()).toMatchObject({
    facts: { itemId, before: { snoozedUntil: null }, after: { snoozedUntil: until } },
  });
  expect(subjects(await folder(c.cy, 'inbox'))).toEqual(['Now']);
  const snoozed = await folder(c.cy, 'snoozed');
  expect(snoozed.items).toMatchObject([{ subject: 'Later', snoozedUntil: until, at: until }]);
  expect(snoozed.counts).toEqual({ inbox: 1, unread: 1, snoozed: 1, pool: 0 });
  await asOwner(`update inbox_item set snoozed_until = now() - interval '1 second' where item_id = $1`, itemId);
  expect(subjects(await folder(c.cy, 'inbox'))).toEqual(['Now', 'Later']);
  await asOwner(
    `update inbox_item set arrived_at = arrived_at - interval '1 hour' where item_id <> $1 and holder_id = $2`,
    itemId,
    c.cy.id,
  );
  expect((await folder(c.cy, 'inbox')).items).toMatchObject([
    { subject: 'Later', snoozedUntil: null },
    { subject: 'Now' },
  ]);
  await snooze(inHours(1));
  await snooze(null);
  expect((await folder(c.cy, 'inbox')).counts).toMatchObject({ inbox: 2, snoozed: 0 });
  await expect(snooze(inHours(-0.01))).rejects.toMatchObject({ code: 'inbox/snooze-in-the-past' });
  await expect(snooze(inHours(24 * 367))).rejects.toMatchObject({ code: 'inbox/snooze-too-far' });
  await expect(perform(db.pool, c.bo.caller, snoozeMessage, { itemId, until })).rejects.toMatchObject({
    code: 'inbox/message-not-found',
  });
});

test('what is filed is dealt with: once, by its holder, and it can be taken back', async () => {
  const { messageId } = await send(c.bo, [c.cy]);
  const itemId = await itemOf(messageId, c.cy);
  await perform(db.pool, c.cy.caller, snoozeMessage, { itemId, until: inHours(2) });
  await expect(perform(db.pool, c.bo.caller, fileMessage, { itemId })).rejects.toMatchObject({
    code: 'inbox/message-not-found',
  });
  await expect(perform(db.pool, c.bo.caller, unfileMessage, { itemId })).rejects.toMatchObject({
    code: 'inbox/message-not-found',
  });
  await expect(perform(db.pool, c.cy.caller, unfileMessage, { itemId })).rejects.toMatchObject({
    code: 'inbox/not-filed',
  });
  await perform(db.pool, c.cy.caller, fileMessage, { itemId });
  expect(await one(db.owner, 'select open_holder_id from inbox_item where item_id = $1', [itemId])).toBeNull();
  expect((await folder(c.cy, 'filed')).items).toMatchObject([{ itemId, snoozedUntil: null }]);
  await expect(perform(db.pool, c.cy.caller, fileMessage, { itemId })).rejects.toMatchObject({
    code: 'inbox/already-filed',
  });
  await expect(perform(db.pool, c.cy.caller, snoozeMessage, { itemId, until: inHours(2) })).rejects.toMatchObject({
    code: 'inbox/already-filed',
  });
  expect(await perform(db.pool, c.cy.caller, readMessage, { itemId })).toMatchObject({ state: 'filed' });
  await perform(db.pool, c.cy.caller, unfileMessage, { itemId });
  expect(subjects(await folder(c.cy, 'inbox'))).toEqual(['Knee MRI']);
  expect((await entries(db.owner, c.id)).map(({ action, outcome }) => `${action} ${outcome}`)).toEqual([
    'inbox.send-message done',
    'inbox.snooze-message done',
    'inbox.file-message refused',
    'inbox.unfile-message refused',
    'inbox.unfile-message refused',
    'inbox.file-message done',
    'inbox.file-message refused',
    'inbox.snooze-message refused',
    'inbox.read-message done',
    'inbox.unfile-message done',
  ]);
});

test('after a hand-over the successor sees what came from whom, and authors stay who they were', async () => {
  const written = await send(c.bo, [c.cy], { subject: 'From Bo' });
  const waiting = await send(c.ada, [c.bo], { subject: 'To Bo' });
  await leave(c.bo, c.cy);
  const gone = { userId: c.bo.id, name: 'Bo Castellane', deactivated: true };
  const { items } = await folder(c.cy, 'inbox');
  expect(items.find(({ subject }) => subject === 'From Bo')).toMatchObject({ author: gone, cameFrom: null });
  expect(items.find(({ subject }) => subject === 'To Bo')).toMatchObject({
    author: { name: 'Ada Lindqvist', deactivated: false },
    cameFrom: gone,
    unread: true,
  });
  const itemId = await itemOf(waiting.messageId, c.bo);
  expect(await perform(db.pool, c.cy.caller, readMessage, { itemId })).toMatchObject({
    cameFrom: gone,
    recipients: [gone],
    state: 'inbox',
  });
  await expect(send(c.cy, [c.ada], { replyToId: waiting.messageId })).resolves.toBeDefined();
  expect(await one(db.owner, 'select author_id from message where message_id = $1', [written.messageId])).toBe(c.bo.id);
});

test('what waits in the pool can be read by all and taken by one', async () => {
  const { messageId } = await send(c.ada, [c.bo]);
  const itemId = await itemOf(messageId, c.bo);
  await perform(db.pool, c.bo.caller, snoozeMessage, { itemId, until: inHours(50) });
  await toPool(itemId, c.bo);
  const pool = await answer(db.pool, c.cy.caller, listPool, {});
  expect(pool.items).toMatchObject([{ itemId, unread: false, cameFrom: { userId: c.bo.id } }]);
  expect(pool.counts).toEqual({ inbox: 0, unread: 0, snoozed: 0, pool: 1 });
  expect(await perform(db.pool, c.cy.caller, readMessage, { itemId })).toMatchObject({
    state: 'pool',
    wasUnread: false,
    holder: null,
  });
  await expect(perform(db.pool, c.cy.caller, fileMessage, { itemId })).rejects.toMatchObject({
    code: 'inbox/message-not-found',
  });
  const tries = await Promise.allSettled(
    [c.ada, c.cy].map(({ caller }) => perform(db.pool, caller, takeMessage, { itemId })),
  );
  expect(tries.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect(tries.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'inbox/already-taken' } });
  const winner = tries[0]?.status === 'fulfilled' ? c.ada : c.cy;
  const { items, counts } = await folder(winner, 'inbox');
  expect(items).toMatchObject([{ itemId, unread: true, snoozedUntil: null, cameFrom: { userId: c.bo.id } }]);
  expect(counts).toEqual({ inbox: 1, unread: 1, snoozed: 0, pool: 0 });
  const other = await clinic(db.owner);
  await expect(perform(db.pool, other.cy.caller, takeMessage, { itemId })).rejects.toMatchObject({
    code: 'inbox/message-not-found',
  });
});

test('a message about a patient who is closed to its holder is withheld, and counted', async () => {
  const [closed, open] = await patients(db.owner, c.id, ['Tolland, Emeric', 'Astbury, Wren']);
  if (!closed || !open) throw new Error('no patients');
  const about = await send(c.ada, [c.bo], { subject: 'Closed', patientId: closed });
  await send(c.ada, [c.bo], { subject: 'Open', patientId: open });
  const pooled = await send(c.ada, [c.cy], { subject: 'Pooled', patientId: closed });
  const itemId = await itemOf(about.messageId, c.bo);
  const pooledId = await itemOf(pooled.messageId, c.cy);
  await toPool(pooledId, c.cy);
  const written = await send(c.bo, [c.cy], { subject: 'Written before', patientId: closed });
  await block(db.owner, c, c.bo.id, [closed]);
  const list = await folder(c.bo, 'inbox');
  expect(subjects(list)).toEqual(['Open']);
  expect(list).toMatchObject({ counts: { inbox: 1, unread: 1, pool: 0 }, withheld: 1 });
  expect((await folder(c.cy, 'inbox')).withheld).toBe(0);
  expect(subjects(await folder(c.bo, 'sent'))).toEqual([]);
  expect((await answer(db.pool, c.bo.caller, listPool, {})).items).toEqual([]);
  expect((await answer(db.pool, c.ada.caller, listPool, {})).items).toHaveLength(1);
  for (const [attempt, id] of [
    [readMessage, itemId],
    [readMessage, await itemOf(written.messageId, c.cy)],
    [fileMessage, itemId],
    [markUnread, itemId],
    [takeMessage, pooledId],
  ] as const) {
    await expect(perform(db.pool, c.bo.caller, attempt, { itemId: id })).rejects.toMatchObject({
      code: 'inbox/message-not-found',
    });
  }
  await expect(send(c.bo, [c.cy], { patientId: closed })).rejects.toMatchObject({ code: 'patient/closed' });
  await expect(send(c.bo, [c.ada], { replyToId: about.messageId })).rejects.toMatchObject({
    code: 'inbox/message-not-found',
  });
});

test('pages follow one another without gap or repetition', async () => {
  await asOwner(
    `with sent as (insert into message (clinic_id, author_id, subject, body)
                   select $1, $2, 'No ' || n, '' from generate_series(1, 95) n returning message_id)
     insert into inbox_item (clinic_id, message_id, addressee_id, holder_id, arrived_at)
     select $1, message_id, $3, $3, now() - (row_number() over () % 7) * interval '1 microsecond' from sent`,
    c.id,
    c.bo.id,
    c.cy.id,
  );
  for (const name of ['inbox', 'sent'] as const) {
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const wanted = { folder: name, ...(after ? { after } : {}) };
      const page = await answer(db.pool, (name === 'sent' ? c.bo : c.cy).caller, listInbox, wanted);
      seen.push(...page.items.map(({ messageId }) => messageId));
      after = page.next ?? undefined;
    } while (after);
    expect([seen.length, new Set(seen).size]).toEqual([95, 95]);
  }
  const forged = ['2026-02-40', '2026-02-31'].map((day) =>
    Buffer.from(JSON.stringify([`${day} 00:00:00+00`, c.bo.id])).toString('base64url'),
  );
  for (const after of ['nonsense', ...forged]) {
    await expect(answer(db.pool, c.cy.caller, listInbox, { folder: 'inbox', after })).rejects.toMatchObject({
      code: 'request/cursor-unknown',
    });
    await expect(answer(db.pool, c.cy.caller, listPool, { after })).rejects.toMatchObject({
      code: 'request/cursor-unknown',
    });
  }
});

test('Dee holds none of this, and another clinic’s messages are not there', async () => {
  const { messageId } = await send(c.bo, [c.dee, c.cy]);
  const itemId = await itemOf(messageId, c.dee);
  const refused = { code: 'actor/not-permitted' };
  await expect(answer(db.pool, c.dee.caller, listInbox, { folder: 'inbox' })).rejects.toMatchObject(refused);
  await expect(answer(db.pool, c.dee.caller, listPool, {})).rejects.toMatchObject(refused);
  await expect(send(c.dee, [c.bo])).rejects.toMatchObject(refused);
  await expect(perform(db.pool, c.dee.caller, snoozeMessage, { itemId, until: null })).rejects.toMatchObject(refused);
  for (const command of [readMessage, fileMessage, unfileMessage, markUnread, takeMessage]) {
    await expect(perform(db.pool, c.dee.caller, command, { itemId })).rejects.toMatchObject(refused);
  }
  const other = await clinic(db.owner);
  for (const command of [readMessage, fileMessage, unfileMessage, markUnread, takeMessage]) {
    await expect(perform(db.pool, other.bo.caller, command, { itemId })).rejects.toMatchObject({
      code: 'inbox/message-not-found',
    });
  }
  await expect(
    perform(db.pool, other.bo.caller, sendMessage, {
      recipientIds: [other.cy.id],
      subject: 'x',
      body: '',
      replyToId: messageId,
    }),
  ).rejects.toMatchObject({ code: 'inbox/message-not-found' });
});
