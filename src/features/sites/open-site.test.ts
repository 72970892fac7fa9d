import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { anotherSite } from '#test/sites.ts';
import { type Clinic, clinic, entries, one } from '#test/staff.ts';
import { closeSite } from './close-site.ts';
import { openSite } from './open-site.ts';

let db: TestDatabase;
let c: Clinic;
let fernhill: Id<'site'>;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  c = await clinic(db.owner);
  fernhill = await anotherSite(db.owner, c, { users: [c.ada, c.cy] });
});

const close = (siteId = c.siteId, who = c.ada) => perform(db.pool, who.caller, closeSite, { siteId });
const open = (siteId = c.siteId, who = c.ada) => perform(db.pool, who.caller, openSite, { siteId });
const lastEntry = async () => (await entries(db.owner, c.id)).at(-1);
const count = (of: string, ...values: unknown[]) => one<number>(db.owner, `select count(*)::int from ${of}`, values);

test('brings nobody back', async () => {
  await close(fernhill);
  expect(await open(fernhill)).toEqual({ siteId: fernhill });
  expect(await count('open_site where site_id = $1', fernhill)).toBe(1);
  expect(await count('site_assignment where site_id = $1', fernhill)).toBe(0);
  expect(await lastEntry()).toMatchObject({
    action: 'sites.open-site',
    facts: { siteId: fernhill, before: { open: false }, after: { open: true } },
  });
});

test.each([
  ['site/name-taken', { name: 'fernhill', shortName: 'F2' }],
  ['site/short-name-taken', { name: 'Fern Hill', shortName: 'fh' }],
])('%s by a site that has been opened since', async (code, called) => {
  await close(fernhill);
  await anotherSite(db.owner, c, called);
  await expect(open(fernhill)).rejects.toMatchObject({ code });
  expect(await lastEntry()).toMatchObject({ outcome: 'refused', reason: code });
});

test('is refused for an open site, an unknown one, and without the permission', async () => {
  await expect(open()).rejects.toMatchObject({ code: 'site/already-open' });
  await expect(open((await clinic(db.owner)).siteId)).rejects.toMatchObject({ code: 'site/not-found' });
  await expect(open(fernhill, c.dee)).rejects.toMatchObject({ code: 'actor/not-permitted' });
});
