import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import { answer } from '#kernel/query.ts';
import { ready } from '#test/acting.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic, entries, type Member } from '#test/staff.ts';
import { toUser, without } from '#test/work.ts';
import { addIntegration } from './add-integration.ts';
import { listIntegrations } from './list-integrations.ts';
import { transferIntegration } from './transfer-integration.ts';
import { updateIntegration } from './update-integration.ts';

let db: TestDatabase;
let c: Clinic;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  c = await clinic(db.owner);
});

const fields = { name: 'Main connection', laboratory: 'Northmere Labs', account: 'NM-17' };
const add = async (more: object = {}, who: Member = c.ada) =>
  (await perform(db.pool, who.caller, addIntegration, { ...fields, holderId: c.bo.id, ...more })).integrationId;
const list = async (who: Member = c.ada) => (await answer(db.pool, who.caller, listIntegrations, {})).integrations;
const update = (integrationId: Id<'integration'>, more: object = {}, who: Member = c.ada) =>
  perform(db.pool, who.caller, updateIntegration, { integrationId, ...fields, running: true, version: 1, ...more });
const transfer = (integrationId: Id<'integration'>, holderId: Id<'user'>, who: Member = c.ada) =>
  perform(db.pool, who.caller, transferIntegration, { integrationId, holderId });
const lastEntry = async () => (await entries(db.owner, c.id)).at(-1);
const code = (refusal: string) => ({ code: refusal });
const lock = (who: Member) =>
  arrange(db.owner, c.id, () =>
    db.owner.query(`update clinic_user set locked_at = now(), locked_reason = 'x' where user_id = $1`, [who.id]),
  );

test('a connection runs in somebody’s name, and says in whose it ran before', async () => {
  const integrationId = await add();
  expect(await lastEntry()).toMatchObject({
    action: 'labs.add-integration',
    subject_user_id: c.bo.id,
    facts: { integrationId, after: { ...fields, holderId: c.bo.id } },
  });
  await transfer(integrationId, c.cy.id);
  expect(await lastEntry()).toMatchObject({
    action: 'labs.transfer-integration',
    subject_user_id: c.cy.id,
    facts: { integrationId, before: { holderId: c.bo.id }, after: { holderId: c.cy.id } },
  });
  expect(await list()).toMatchObject([
    {
      ...fields,
      integrationId,
      running: true,
      author: { userId: c.ada.id },
      holder: { userId: c.cy.id },
      cameFrom: { userId: c.bo.id },
      holders: [
        { holder: { userId: c.bo.id }, from: expect.stringMatching(/Z$/), until: expect.stringMatching(/Z$/) },
        { holder: { userId: c.cy.id }, until: null },
      ],
      version: 2,
    },
  ]);
  expect(await list((await clinic(db.owner)).ada)).toEqual([]);
});

test('stopped it needs nobody; it starts again only while its holder is active', async () => {
  const integrationId = await add();
  await update(integrationId, { running: false, account: 'NM-18' });
  expect(await lastEntry()).toMatchObject({
    action: 'labs.update-integration',
    facts: { integrationId, before: { ...fields, running: true }, after: { account: 'NM-18', running: false } },
  });
  await arrange(db.owner, c.id, () => db.owner.query('delete from active_user where user_id = $1', [c.bo.id]));
  await expect(update(integrationId, { version: 2 })).rejects.toMatchObject(code('work/holder-not-active'));
  await transfer(integrationId, c.cy.id);
  await update(integrationId, { version: 3 });
  expect(await list()).toMatchObject([{ running: true, holder: { userId: c.cy.id } }]);
});

test('what cannot be is refused, and changes nothing', async () => {
  const other = await clinic(db.owner);
  const integrationId = await add();
  for (const act of [
    () => add({}, c.bo),
    () => list(c.bo),
    () => update(integrationId, {}, c.bo),
    () => transfer(integrationId, c.cy.id, c.bo),
  ])
    await expect(act()).rejects.toMatchObject(code('actor/not-permitted'));
  await expect(add({ name: ' main CONNECTION' })).rejects.toMatchObject(code('labs/name-taken'));
  await expect(add({ name: 'x', holderId: other.bo.id })).rejects.toMatchObject(code('user/not-found'));
  const second = await add({ name: 'Second' });
  await expect(update(second)).rejects.toMatchObject(code('labs/name-taken'));
  await expect(update(integrationId, { version: 7 })).rejects.toMatchObject(code('request/version-stale'));
  await expect(update(integrationId, {}, other.ada)).rejects.toMatchObject(code('work/not-found'));
  await expect(transfer(integrationId, other.cy.id)).rejects.toMatchObject(code('user/not-found'));
  await expect(transfer(integrationId, other.cy.id, other.ada)).rejects.toMatchObject(code('work/not-found'));
  await lock(c.cy);
  await expect(transfer(integrationId, c.cy.id)).rejects.toMatchObject(code('work/holder-not-active'));
  await expect(add({ name: 'x', holderId: c.cy.id })).rejects.toMatchObject(code('work/holder-not-active'));
  expect((await list()).map(({ holder }) => holder.userId)).toEqual([c.bo.id, c.bo.id]);
});

test('a hand-over transfers it, to whoever may see results, and neither cancels nor pools it', async () => {
  await add();
  for (const how of ['cancel', 'return'] as const)
    await expect(ready(db.pool, c.ada, c.bo, [without('lab-integration', how)])).rejects.toMatchObject(
      code('handover/plan-malformed'),
    );
  for (const plan of [[], [toUser('lab-integration', c.dee.id)]])
    await expect((await ready(db.pool, c.ada, c.bo, plan))()).rejects.toMatchObject(code('handover/work-left'));
  await (
    await ready(db.pool, c.ada, c.bo, [toUser('lab-integration', c.cy.id)])
  )();
  expect(await list()).toMatchObject([
    { holder: { userId: c.cy.id }, cameFrom: { userId: c.bo.id, deactivated: true } },
  ]);
});
