import { expect, test } from 'vitest';
import { perform } from '#kernel/command.ts';
import { clinic, type Member, one, patients } from '#test/staff.ts';
import { absent } from '../absences/test-absences.ts';
import { block } from '#test/work.ts';
import { assignPool } from '../handover/assign-pool.ts';
import { lockAway } from '../users/test-person.ts';
import { fileMessage } from './file-message.ts';
import { giveMessage } from './give-message.ts';
import { readMessage } from './read-message.ts';
import { snoozeMessage } from './snooze-message.ts';
import { takeMessage } from './take-message.ts';
import { asOwner, c, db, folder, inHours, itemOf, lastEntry, send, setUp } from './test-inbox.ts';

setUp();

const arrived = async (...[words]: [Parameters<typeof send>[2]?]) =>
  itemOf((await send(c.ada, [c.bo], words)).messageId, c.bo);
const give = (itemId: Awaited<ReturnType<typeof arrived>>, to: Member | null, by: Member = c.bo) =>
  perform(db.pool, by.caller, giveMessage, { itemId, holderId: to?.id ?? null });
const hands = async (itemId: Awaited<ReturnType<typeof arrived>>, who: Member) =>
  (await perform(db.pool, who.caller, readMessage, { itemId })).hands.map(({ by, from, to }) =>
    [by, from, to].map((person) => person?.name.split(' ')[0] ?? null),
  );

test('a message goes to a colleague, unread, and says from whom; its author and its words stay', async () => {
  const [patientId] = await patients(db.owner, c.id, ['Tolland, Emeric']);
  const itemId = await arrived(patientId ? { patientId } : {});
  await perform(db.pool, c.bo.caller, readMessage, { itemId });
  await perform(db.pool, c.bo.caller, snoozeMessage, { itemId, until: inHours(5) });
  await expect(give(itemId, c.cy)).resolves.toEqual({ itemId });
  expect(await lastEntry()).toMatchObject({
    action: 'inbox.give-message',
    outcome: 'done',
    actor_id: c.bo.id,
    subject_user_id: c.cy.id,
    patient_id: patientId,
    facts: { itemId, before: { holderId: c.bo.id }, after: { holderId: c.cy.id } },
  });
  expect(JSON.stringify(await lastEntry())).not.toMatch(/Knee|two/);
  expect((await folder(c.cy, 'inbox')).items).toMatchObject([
    { itemId, unread: true, snoozedUntil: null, author: { userId: c.ada.id }, cameFrom: { userId: c.bo.id } },
  ]);
  expect((await folder(c.bo, 'snoozed')).items).toEqual([]);
});

test('through whose hands it went is read with it: given, laid in the pool, assigned, taken', async () => {
  const itemId = await arrived();
  expect(await hands(itemId, c.bo)).toEqual([]);
  await give(itemId, c.cy);
  await give(itemId, null, c.cy);
  await perform(db.pool, c.bo.caller, takeMessage, { itemId });
  await give(itemId, null);
  await perform(db.pool, c.ada.caller, assignPool, {
    userId: c.cy.id,
    items: [{ kind: 'message', itemId: itemId as never }],
  });
  expect(await hands(itemId, c.cy)).toEqual([
    ['Bo', 'Bo', 'Cy'],
    ['Cy', 'Cy', null],
    ['Bo', null, 'Bo'],
    ['Bo', 'Bo', null],
    ['Ada', null, 'Cy'],
  ]);
});

test('whoever covers gives on behalf of the absent, from whom it comes', async () => {
  const itemId = await arrived();
  await absent(db.owner, c, { userId: c.bo.id, covererId: c.cy.id, kinds: ['message'] });
  await give(itemId, c.ada, c.cy);
  expect(await lastEntry()).toMatchObject({ actor_id: c.cy.id, action: 'inbox.give-message' });
  const behalf = `select on_behalf_of_id from audit_entry where clinic_id = $1 and action = 'inbox.give-message'`;
  expect(await one(db.owner, behalf, [c.id])).toBe(c.bo.id);
  expect(await one(db.owner, 'select came_from_id from inbox_item where item_id = $1', [itemId])).toBe(c.bo.id);
});

test('what is not one’s own, filed, closed or of another clinic is not given', async () => {
  const itemId = await arrived();
  const missing = { code: 'inbox/message-not-found' };
  await expect(give(itemId, c.cy, c.ada)).rejects.toMatchObject(missing);
  const other = await clinic(db.owner);
  await expect(give(itemId, other.cy, other.bo)).rejects.toMatchObject(missing);
  await expect(give(itemId, c.bo, c.dee)).rejects.toMatchObject({ code: 'actor/not-permitted' });
  await expect(give(itemId, other.cy)).rejects.toMatchObject({ code: 'user/not-found' });
  await lockAway(db.owner, c, c.cy.id);
  await expect(give(itemId, c.cy)).rejects.toMatchObject({ code: 'work/holder-not-active' });
  await perform(db.pool, c.bo.caller, fileMessage, { itemId });
  await expect(give(itemId, c.ada)).rejects.toMatchObject({ code: 'inbox/already-filed' });
  const [closed] = await patients(db.owner, c.id, ['Tolland, Emeric']);
  const about = await arrived(closed ? { patientId: closed } : {});
  await block(db.owner, c, c.bo.id, closed ? [closed] : []);
  await expect(give(about, c.ada)).rejects.toMatchObject(missing);
  expect(await one(db.owner, 'select holder_id from inbox_item where item_id = $1', [itemId])).toBe(c.bo.id);
});

test('of two who give it on at once, it goes to one', async () => {
  const itemId = await arrived();
  const tries = await Promise.allSettled([give(itemId, c.cy), give(itemId, c.ada)]);
  expect(tries.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  await asOwner('update inbox_item set holder_id = null where item_id = $1', itemId);
  await expect(give(itemId, c.cy)).rejects.toMatchObject({ code: 'inbox/message-not-found' });
});
