import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import { answer } from '#kernel/query.ts';
import { previewed, ready } from '#test/acting.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic, entries, type Member } from '#test/staff.ts';
import { toUser, without } from '#test/work.ts';
import { addGroup } from './add-group.ts';
import { listGroups } from './list-groups.ts';
import { listInbox } from './list-inbox.ts';
import { retireGroup } from './retire-group.ts';
import { sendMessage } from './send-message.ts';
import { updateGroup } from './update-group.ts';

let db: TestDatabase;
let c: Clinic;
let other: Clinic;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  [c, other] = [await clinic(db.owner), await clinic(db.owner)];
});

const idsOf = (members: readonly Member[]) => members.map(({ id }) => id);
const add = async (members: readonly Member[] = [c.bo, c.cy], name = 'Nurses', who: Member = c.ada) =>
  (await perform(db.pool, who.caller, addGroup, { name, memberIds: idsOf(members) })).groupId;
const update = (groupId: Id<'group'>, members: readonly Member[], more: object = {}, who: Member = c.ada) =>
  perform(db.pool, who.caller, updateGroup, {
    groupId,
    name: 'Nurses',
    memberIds: idsOf(members),
    version: 1,
    ...more,
  });
const retire = (groupId: Id<'group'>, who: Member = c.ada) => perform(db.pool, who.caller, retireGroup, { groupId });
const list = async (who: Member = c.bo) => (await answer(db.pool, who.caller, listGroups, {})).groups;
const members = async () => (await list(c.ada)).map((one) => one.members.map(({ userId }) => userId).toSorted());
const write = (groupIds: Id<'group'>[], to: readonly Member[] = [], who: Member = c.ada) =>
  perform(db.pool, who.caller, sendMessage, { recipientIds: idsOf(to), groupIds, subject: 'Shift', body: 'words' });
const inbox = async (who: Member) => (await answer(db.pool, who.caller, listInbox, { folder: 'inbox' })).items;
const lastEntry = async () => (await entries(db.owner, c.id)).at(-1);
const code = (refusal: string) => ({ code: refusal });
const run = (sql: string, ...values: unknown[]) => arrange(db.owner, c.id, () => db.owner.query(sql, values));
const lock = (who: Member) =>
  run(`update clinic_user set locked_at = now(), locked_reason = 'x' where user_id = $1`, who.id);

test('a group is written to as one, and reaches each of them once, but not its author', async () => {
  const groupId = await add([c.ada, c.bo, c.cy]);
  expect(await lastEntry()).toMatchObject({
    action: 'inbox.add-group',
    facts: { groupId, after: { name: 'Nurses', memberIds: idsOf([c.ada, c.bo, c.cy]) } },
  });
  const { messageId } = await write([groupId], [c.bo]);
  const [first, second] = [c.bo.id, c.cy.id].toSorted();
  const { recipientIds, ...facts } = (await lastEntry())?.facts ?? {};
  expect(facts).toMatchObject({ messageId, groupIds: [groupId] });
  expect((recipientIds as string[]).toSorted()).toEqual([first, second]);
  for (const who of [c.bo, c.cy]) expect(await inbox(who)).toMatchObject([{ subject: 'Shift' }]);
  expect(await inbox(c.ada)).toEqual([]);
});

test('who was in a group, and until when, stays on record', async () => {
  const groupId = await add();
  await update(groupId, [c.cy, c.dee], { name: ' Desk ' });
  expect(await lastEntry()).toMatchObject({
    action: 'inbox.update-group',
    facts: { groupId, before: { name: 'Nurses' }, after: { name: 'Desk', memberIds: idsOf([c.cy, c.dee]) } },
  });
  expect(await list()).toMatchObject([
    {
      groupId,
      name: 'Desk',
      version: 2,
      members: [{ userId: c.cy.id, cameFrom: null }, { userId: c.dee.id }],
      former: [{ userId: c.bo.id, until: expect.stringMatching(/Z$/) }],
    },
  ]);
  expect(await list(other.bo)).toEqual([]);
  await retire(groupId);
  expect(await lastEntry()).toMatchObject({
    action: 'inbox.retire-group',
    facts: { groupId, before: { name: 'Desk' } },
  });
  expect(await list()).toEqual([]);
  await expect(write([groupId])).rejects.toMatchObject(code('inbox/group-not-found'));
});

test('what cannot be is refused, and changes nothing', async () => {
  const groupId = await add();
  for (const act of [
    () => add([c.bo], 'x', c.bo),
    () => update(groupId, [c.bo], {}, c.bo),
    () => retire(groupId, c.bo),
    () => list(c.dee),
  ])
    await expect(act()).rejects.toMatchObject(code('actor/not-permitted'));
  await expect(add([c.bo], ' nurses ')).rejects.toMatchObject(code('inbox/group-name-taken'));
  const second = await add([c.bo], 'Second');
  await expect(update(second, [c.bo])).rejects.toMatchObject(code('inbox/group-name-taken'));
  await expect(update(groupId, [c.bo], { version: 5 })).rejects.toMatchObject(code('request/version-stale'));
  await expect(add([], 'x')).rejects.toMatchObject(code('inbox/group-empty'));
  await expect(add([other.bo], 'x')).rejects.toMatchObject(code('user/not-found'));
  await expect(update(groupId, [c.bo, other.bo])).rejects.toMatchObject(code('user/not-found'));
  for (const act of [() => update(groupId, [c.bo], {}, other.ada), () => retire(groupId, other.ada)])
    await expect(act()).rejects.toMatchObject(code('inbox/group-not-found'));
  await expect(write([second], [], c.bo)).rejects.toMatchObject(code('inbox/recipient-missing'));
  await expect(write([])).rejects.toMatchObject(code('inbox/recipient-missing'));
  await expect(write([groupId], [], other.ada)).rejects.toMatchObject(code('inbox/group-not-found'));
  await lock(c.dee);
  await expect(add([c.dee], 'x')).rejects.toMatchObject(code('work/holder-not-active'));
  await expect(update(groupId, [c.dee])).rejects.toMatchObject(code('work/holder-not-active'));
  expect(await members()).toEqual([[c.bo.id, c.cy.id].toSorted(), [c.bo.id]]);
});

test('whoever leaves is let go or replaced; nobody comes in twice, and the last one is replaced', async () => {
  await add([c.bo, c.cy], 'Both');
  await add([c.bo], 'Alone');
  const { kinds } = await previewed(db.pool, c.ada, c.bo, [
    toUser('group-membership', c.cy.id),
    toUser('sole-membership', c.cy.id),
  ]);
  expect(kinds.find(({ kind }) => kind === 'group-membership')).toMatchObject({
    count: 1,
    left: 1,
    rules: [{ items: 0, passed: [{ conflict: 'already-member', items: 1 }] }],
  });
  await expect(ready(db.pool, c.ada, c.bo, [without('sole-membership', 'cancel')])).rejects.toMatchObject(
    code('handover/plan-malformed'),
  );
  await (
    await ready(db.pool, c.ada, c.bo, [without('group-membership', 'cancel'), toUser('sole-membership', c.cy.id)])
  )();
  expect(await list(c.cy)).toMatchObject([
    {
      name: 'Alone',
      members: [{ userId: c.cy.id, cameFrom: { userId: c.bo.id, deactivated: true } }],
      former: [{ userId: c.bo.id }],
    },
    { name: 'Both', members: [{ userId: c.cy.id, cameFrom: null }], former: [{ userId: c.bo.id }] },
  ]);
});

test('the database leaves no group without anybody', async () => {
  await add([c.bo], 'Alone');
  await expect(run('update group_membership set ended_at = now() where clinic_id = $1', c.id)).rejects.toMatchObject({
    constraint: 'message_group_manned',
  });
});
