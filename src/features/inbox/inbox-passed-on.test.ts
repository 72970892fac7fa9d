import { expect, test } from 'vitest';
import { perform } from '#kernel/command.ts';
import { answer } from '#kernel/query.ts';
import { clinic, type Member, one, patients } from '#test/staff.ts';
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
import { c, db, inHours, send, itemOf, folder, subjects, asOwner, leave, setUp } from './test-inbox.ts';

setUp();

const toPool = (itemId: string, from: Member) =>
  asOwner('update inbox_item set holder_id = null, came_from_id = $2 where item_id = $1', itemId, from.id);

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
