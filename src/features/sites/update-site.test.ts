import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Input } from '#kernel/contract.ts';
import { perform } from '#kernel/command.ts';
import { answer } from '#kernel/query.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { anotherSite } from '#test/sites.ts';
import { arrange, type Clinic, clinic, entries } from '#test/staff.ts';
import type { UpdateSite } from './contract.ts';
import { readSite } from './read-site.ts';
import { fernhill } from './test-fields.ts';
import { updateSite } from './update-site.ts';

let db: TestDatabase;
let c: Clinic;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  c = await clinic(db.owner);
});

const update = (more: Partial<Input<typeof UpdateSite>> = {}, who = c.ada) =>
  perform(db.pool, who.caller, updateSite, { siteId: c.siteId, ...fernhill, version: 1, ...more });
const read = (siteId = c.siteId) => answer(db.pool, c.ada.caller, readSite, { siteId });
const lastEntry = async () => (await entries(db.owner, c.id)).at(-1);

test('what changed stands in the record and in the log, and nothing else', async () => {
  const { siteId, closedAt: _, users: __, version: ___, ...as } = await read();
  const named = { ...as, name: 'Alder Point ', shortName: 'APT', colour: 'brown', province: 'BC' } as const;
  expect(await update(named)).toEqual({ siteId, version: 2 });
  expect(await read()).toMatchObject({ name: 'Alder Point', shortName: 'APT', colour: 'brown', version: 2 });
  expect(await lastEntry()).toMatchObject({
    action: 'sites.update-site',
    outcome: 'done',
    facts: {
      siteId,
      before: { shortName: 'AP', colour: 'teal', province: '' },
      after: { shortName: 'APT', colour: 'brown', province: 'BC' },
    },
  });
});

test('a closed site can be set right too', async () => {
  const siteId = await anotherSite(db.owner, c, { name: 'Old Mill', shortName: 'OM' });
  await arrange(db.owner, c.id, () => db.owner.query('update site set closed_at = now() where site_id = $1', [siteId]));
  await update({ siteId, version: 2, name: 'Alder Point' });
  expect(await read(siteId)).toMatchObject({ name: 'Alder Point', version: 3 });
});

test('a stale version changes nothing', async () => {
  await update();
  await expect(update({ name: 'Third' })).rejects.toMatchObject({ code: 'request/version-stale' });
  expect(await read()).toMatchObject({ name: 'Fernhill', version: 2 });
});

test.each([
  ['site/name-taken', { name: 'QUAY Street' }],
  ['site/short-name-taken', { shortName: 'qs' }],
  ['site/service-location-elsewhere', { province: 'ON' }],
] as const)('%s', async (code, more) => {
  await anotherSite(db.owner, c, { name: 'Quay Street', shortName: 'QS' });
  await expect(update(more)).rejects.toMatchObject({ code });
  expect(await lastEntry()).toMatchObject({ outcome: 'refused', reason: code });
  expect(await read()).toMatchObject({ name: 'Alder Point', version: 1 });
});

test('another clinic’s site is not found, and it is not for those without the permission', async () => {
  const siteId = (await clinic(db.owner)).siteId;
  await expect(update({ siteId })).rejects.toMatchObject({ code: 'site/not-found' });
  await expect(update({}, c.dee)).rejects.toMatchObject({ code: 'actor/not-permitted' });
});
