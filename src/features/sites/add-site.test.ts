import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { perform } from '#kernel/command.ts';
import { answer } from '#kernel/query.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { type Clinic, clinic, entries, one } from '#test/staff.ts';
import { anotherSite } from '#test/sites.ts';
import { addSite } from './add-site.ts';
import { type SiteFields, siteColours } from './contract.ts';
import { listSites } from './list-sites.ts';
import { readSite } from './read-site.ts';
import { fernhill } from './test-fields.ts';

let db: TestDatabase;
let c: Clinic;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  c = await clinic(db.owner);
});

const add = (more: Partial<SiteFields> = {}, who = c.ada) =>
  perform(db.pool, who.caller, addSite, { ...fernhill, ...more });
const lastEntry = async () => (await entries(db.owner, c.id)).at(-1);

test('a site is open from the start, and in the log', async () => {
  const { siteId } = await add();
  const site = { ...fernhill, name: 'Fernhill' };
  expect(await answer(db.pool, c.ada.caller, readSite, { siteId })).toEqual({
    siteId,
    ...site,
    closedAt: null,
    users: 0,
    version: 1,
  });
  expect(await one(db.owner, 'select count(*)::int from open_site where site_id = $1', [siteId])).toBe(1);
  expect(await entries(db.owner, c.id)).toEqual([
    {
      actor_id: c.ada.id,
      action: 'sites.add-site',
      outcome: 'done',
      subject_user_id: null,
      patient_id: null,
      reason: null,
      facts: { siteId, after: site },
    },
  ]);
});

test('the list has every site with how many users are assigned', async () => {
  const { siteId } = await add({ name: 'Aldergrove' });
  const { sites } = await answer(db.pool, c.ada.caller, listSites, {});
  expect(sites.map((site) => [site.siteId, site.name, site.users])).toEqual([
    [c.siteId, 'Alder Point', 4],
    [siteId, 'Aldergrove', 0],
  ]);
});

test.each([
  ['site/name-taken', { name: 'ALDER point' }],
  ['site/short-name-taken', { shortName: 'ap' }],
  ['site/service-location-elsewhere', { province: 'AB' }],
] as const)('%s', async (code, more) => {
  await expect(add(more)).rejects.toMatchObject({ code });
  expect(await lastEntry()).toMatchObject({ action: 'sites.add-site', outcome: 'refused', reason: code });
  expect((await answer(db.pool, c.ada.caller, listSites, {})).sites).toHaveLength(1);
});

test('two of one name at once make one', async () => {
  const said = await Promise.allSettled([add(), add({ name: 'fernhill', shortName: 'F2' })]);
  expect(said.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
});

test('what is not permitted is refused, and another clinic’s site is not found', async () => {
  await expect(add({}, c.dee)).rejects.toMatchObject({ code: 'actor/not-permitted' });
  await expect(answer(db.pool, c.dee.caller, listSites, {})).rejects.toMatchObject({ code: 'actor/not-permitted' });
  const other = await anotherSite(db.owner, await clinic(db.owner));
  const reading = answer(db.pool, c.ada.caller, readSite, { siteId: other });
  await expect(reading).rejects.toMatchObject({ code: 'site/not-found' });
});

test('the database knows the same colours', async () => {
  const check = await one<string>(
    db.owner,
    `select pg_get_constraintdef(oid) from pg_constraint where conname = 'site_colour_known'`,
  );
  expect([...check.matchAll(/'(\w+)'/g)].map(([, colour]) => colour)).toEqual([...siteColours]);
});
