// What somebody sees is exactly what an oracle says that knows nothing but roles, sets, blocks and the
// clock, on every surface alike. And the property is worth something: without the policies it fails.
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openChart } from '#features/charts/open-chart.ts';
import { readPatient } from '#features/patients/read-patient.ts';
import { searchPatients } from '#features/patients/search-patients.ts';
import { listOpeners } from '#features/reach/list-openers.ts';
import { readReach } from '#features/reach/read-reach.ts';
import { perform } from '#kernel/command.ts';
import { answer } from '#kernel/query.ts';
import { type TestDatabase, testDatabase } from './database.ts';
import { looking, seenIn, tablesOf } from './looking.ts';
import { carryOut, openTo, PATIENTS, type Step, steps, type World, worldOf } from './oracle.ts';
import { arrange, clinic, one, patients } from './staff.ts';
import { openWork } from './work.ts';

let db: TestDatabase;
/** The same database without a single block policy. */
let open: TestDatabase;
beforeAll(async () => {
  [db, open] = await Promise.all([testDatabase(), testDatabase()]);
  for (const table of await tablesOf(open))
    await open.owner.query(`drop policy if exists chart_not_blocked on ${table}`);
});
afterAll(() => Promise.all([db.drop(), open.drop()]));

const everybody = [...Array(PATIENTS).keys()];

/** A clinic in which all that has been done; everybody has open work of Dee's. */
async function arranged({ owner }: TestDatabase, taken: readonly Step[]): Promise<World> {
  const c = await clinic(owner);
  const ids = await patients(
    owner,
    c.id,
    everybody.map((n) => `Name${n}, ${n % 2 ? 'Odd' : 'Even'}`),
  );
  await openWork(owner, c, c.dee.id, ids);
  const sets = await arrange(owner, c.id, () =>
    Promise.all(
      ['family', 'work', 'street'].map((name) =>
        one<string>(owner, `insert into patient_set (clinic_id, name) values ($1, $2) returning set_id`, [c.id, name]),
      ),
    ),
  );
  const world = { c, ids, sets };
  for (const step of taken) await carryOut(owner, world, step);
  return world;
}

/** Who is found by each way of looking, as places among the patients. */
async function surfaces(database: TestDatabase, { c, ids }: World, user: 'cy' | 'bo') {
  const who = c[user];
  const places = (found: Iterable<string>) =>
    [...found].map((id) => ids.findIndex((known) => known === id)).toSorted((a, b) => a - b);
  const said = <T>(asking: Promise<T>) => asking.catch((error: Error) => error.message);
  const search = await said(answer(database.pool, who.caller, searchPatients, { query: 'name' }));
  const files: string[] = [];
  const charts: string[] = [];
  for (const patientId of ids) {
    const file = await said(perform(database.pool, who.caller, readPatient, { patientId }));
    if (typeof file !== 'string') files.push(file.patientId);
    const chart = await said(perform(database.pool, who.caller, openChart, { patientId }));
    if (typeof chart !== 'string' && chart.drafts.length > 0) charts.push(patientId);
  }
  const [{ n } = { n: 0 }] = await looking<{ n: number }>(database, who, 'select count_patients() as n');
  const reach = await perform(database.pool, c.ada.caller, readReach, { userId: who.id });
  const content: Record<string, number[]> = {};
  for (const table of ['appointment', 'task', 'result', 'chart_note', 'claim', 'message', 'inbox_item'])
    content[table] = places(await seenIn(database, who, table));
  return {
    list: places(await seenIn(database, who, 'patient')),
    count: n,
    content,
    search: typeof search === 'string' ? [] : places(search.patients.map(({ patientId }) => patientId)),
    files: places(files),
    charts: places(charts),
    closed: places(reach.patients.map(({ patientId }) => patientId)),
  };
}

const property = (database: TestDatabase) =>
  fc.asyncProperty(steps, async (taken) => {
    const world = await arranged(database, taken);
    const state = worldOf(taken);
    for (const user of ['cy', 'bo'] as const) {
      const { file, chart, permitted } = openTo(state, user);
      const content = ['appointment', 'task', 'result', 'chart_note', 'claim', 'message', 'inbox_item'];
      expect(await surfaces(database, world, user)).toEqual({
        list: file,
        count: file.length,
        content: Object.fromEntries(content.map((table) => [table, chart])),
        search: permitted ? file : [],
        files: permitted ? file : [],
        charts: permitted ? chart : [],
        closed: everybody.filter((place) => !chart.includes(place)),
      });
    }
    for (const [place, patientId] of world.ids.entries()) {
      const { openers } = await perform(database.pool, world.c.ada.caller, listOpeners, { patientId, could: true });
      const could = (['cy', 'bo'] as const).filter((user) => {
        const { chart, permitted } = openTo(state, user);
        return permitted && chart.includes(place);
      });
      const named = openers.map(({ userId }) => userId).filter((id) => id !== world.c.ada.id);
      expect(named.toSorted()).toEqual(could.map((user) => world.c[user].id).toSorted());
    }
  });

test('list, search, count, content, file, chart, reach and openers agree with it', () =>
  fc.assert(property(db), { numRuns: 20 }));

test('without the policies they do not', async () => {
  const { failed } = await fc.check(property(open), { numRuns: 40, endOnFailure: true });
  expect(failed).toBe(true);
});
