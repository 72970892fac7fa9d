// What somebody sees is exactly what an oracle says that knows nothing but roles, sets, blocks, emergencies and the
// clock, on every surface alike. And the property is worth something: without the policies it fails.
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listOpeners } from '#features/reach/list-openers.ts';
import { perform } from '#kernel/command.ts';
import { type TestDatabase, testDatabase } from './database.ts';
import { tablesOf } from './looking.ts';
import { openTo, PATIENTS, steps, users, worldOf } from './oracle.ts';
import { arranged, contentTables, surfaces } from './oracle-world.ts';

let db: TestDatabase;
/** The same database without a single block policy. */
let open: TestDatabase;
/** The same, where only what is gone through as a whole forgets the blocks. */
let scanned: TestDatabase;
beforeAll(async () => {
  [db, open, scanned] = await Promise.all([testDatabase(), testDatabase(), testDatabase()]);
  for (const table of await tablesOf(open))
    await open.owner.query(`drop policy if exists chart_not_blocked on ${table}`);
  await scanned.owner.query(
    'create or replace view scanned_patient with (security_barrier) as select p.* from patient p where p.clinic_id = (select current_clinic())',
  );
});
afterAll(() => Promise.all([db.drop(), open.drop(), scanned.drop()]));

const everybody = [...Array(PATIENTS).keys()];

const property = (database: TestDatabase) =>
  fc.asyncProperty(steps, async (taken) => {
    const world = await arranged(database, taken);
    const state = worldOf(taken);
    for (const user of users) {
      const { file, chart, inSets, may } = openTo(state, user);
      expect(await surfaces(database, world, user)).toEqual({
        list: file,
        count: file.length,
        content: Object.fromEntries(contentTables.map((table) => [table, chart])),
        search: may.look ? file : [],
        report: may.look ? file : [],
        reportCounts: may.look ? file.length : undefined,
        export: may.takeAway ? file : [],
        members: may.takeAway ? file.filter((place) => inSets.includes(place)) : [],
        files: may.look ? file : [],
        charts: may.charts ? chart : [],
        closed: everybody.filter((place) => !chart.includes(place)),
      });
    }
    for (const [place, patientId] of world.ids.entries()) {
      const { openers } = await perform(database.pool, world.c.ada.caller, listOpeners, { patientId, could: true });
      const could = users.filter((user) => {
        const { chart, may } = openTo(state, user);
        return may.charts && chart.includes(place);
      });
      const named = openers.map(({ userId }) => userId).filter((id) => id !== world.c.ada.id);
      expect(named.toSorted()).toEqual(could.map((user) => world.c[user].id).toSorted());
    }
  });

test('list, search, count, report, export, sets, content, file, chart, reach and openers agree with it', () =>
  fc.assert(property(db), { numRuns: 20 }));

test('without the policies they do not', async () => {
  const { failed } = await fc.check(property(open), { numRuns: 40, seed: 7, endOnFailure: true });
  expect(failed).toBe(true);
});

test('nor where a scan forgets the blocks', async () => {
  const { failed } = await fc.check(property(scanned), { numRuns: 40, seed: 7, endOnFailure: true });
  expect(failed).toBe(true);
});
