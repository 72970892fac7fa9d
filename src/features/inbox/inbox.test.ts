import { expect, test } from 'vitest';
import { perform } from '#kernel/command.ts';
import { clinic, entries, type Member, one, patients } from '#test/staff.ts';
import { markUnread } from './mark-unread.ts';
import { readMessage } from './read-message.ts';
import { c, db, send, itemOf, folder, subjects, lastEntry, asOwner, leave, setUp } from './test-inbox.ts';

setUp();

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
