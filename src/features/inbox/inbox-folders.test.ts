import { expect, test } from 'vitest';
import { perform } from '#kernel/command.ts';
import { answer } from '#kernel/query.ts';
import { entries, one } from '#test/staff.ts';
import { fileMessage } from './file-message.ts';
import { listInbox } from './list-inbox.ts';
import { listPool } from './list-pool.ts';
import { readMessage } from './read-message.ts';
import { snoozeMessage } from './snooze-message.ts';
import { unfileMessage } from './unfile-message.ts';
import { c, db, inHours, send, itemOf, folder, subjects, lastEntry, asOwner, setUp } from './test-inbox.ts';

setUp();

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
