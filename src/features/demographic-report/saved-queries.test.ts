import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import { answer } from '#kernel/query.ts';
import { layOn, makeSet } from '#features/patient-sets/test-sets.ts';
import { outcome } from '#test/acting.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { type Clinic, clinic, entries, type Member, patients } from '#test/staff.ts';
import type { Asked } from './contract.ts';
import type { SavedQuery } from './queries-contract.ts';
import { deleteQuery } from './delete-query.ts';
import { deleteSharedQuery } from './delete-shared-query.ts';
import { listQueries } from './list-queries.ts';
import { renameSharedQuery } from './rename-shared-query.ts';
import { saveQuery } from './save-query.ts';
import { updateQuery } from './update-query.ts';

let db: TestDatabase;
let c: Clinic;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  c = await clinic(db.owner);
});

const asked: Asked = {
  columns: ['demographic-number', 'sex'],
  criteria: { lastName: 'Sm' },
  orderBy: 'random',
  seed: 4,
  limit: 10,
};
const bad: Asked = { ...asked, criteria: { age: { comparison: 'older', from: 'x', style: 'exact' } } };
const save = (
  name: string,
  { who = c.bo, shared = false, what = asked }: { who?: Member; shared?: boolean; what?: Asked } = {},
) => perform(db.pool, who.caller, saveQuery, { name, shared, asked: what });
const update = (query: SavedQuery, given: Partial<SavedQuery>, who: Member = c.bo) => {
  const { queryId, version, name, shared, asked: what } = { ...query, ...given };
  return perform(db.pool, who.caller, updateQuery, { queryId, version, name, shared, asked: what ?? asked });
};
const remove = (queryId: SavedQuery['queryId'], who: Member = c.bo) =>
  perform(db.pool, who.caller, deleteQuery, { queryId });
const seenBy = async (who: Member) =>
  (await answer(db.pool, who.caller, listQueries, {})).queries.map(
    ({ name, own }) => `${name}${own ? '' : ' (shared)'}`,
  );
const lastEntry = async () => (await entries(db.owner, c.id)).at(-1);

test('a query is saved as it was asked, one’s own unless it is shared', async () => {
  const saved = await save(' Smiths ');
  expect(saved).toMatchObject({ name: 'Smiths', shared: false, own: true, owner: 'Bo Castellane', asked, version: 1 });
  await save('All of us', { shared: true });
  expect(await seenBy(c.bo)).toEqual(['All of us', 'Smiths']);
  expect(await seenBy(c.cy)).toEqual(['All of us (shared)']);
  const other = await clinic(db.owner);
  expect(await seenBy(other.bo)).toEqual([]);
  expect((await entries(db.owner, c.id))[0]).toMatchObject({
    action: 'demographic-report.save-query',
    outcome: 'done',
    facts: { query: 'Smiths', shared: false, criteria: { lastName: 'Sm' }, orderBy: 'random', seed: 4, limit: 10 },
  });
});

test('a query is changed by whom it belongs to, in the version that was looked at', async () => {
  const saved = await save('Smiths');
  const changed = await update(saved, { name: 'Smythes', shared: true, asked: { ...asked, criteria: {} } });
  expect(changed).toMatchObject({ name: 'Smythes', shared: true, version: 2, asked: { criteria: {} } });
  expect((await lastEntry())?.facts).toMatchObject({
    before: { query: 'Smiths' },
    after: { query: 'Smythes', shared: true },
  });
  expect(await outcome(update(saved, { name: 'Late' }))).toBe('request/version-stale');
  expect(await outcome(update(changed, { name: 'Mine' }, c.cy))).toBe('report/query-not-yours');
  expect(await outcome(update(changed, { asked: bad }))).toBe('report/age-unreadable');
  expect(await seenBy(c.cy)).toEqual(['Smythes (shared)']);
});

test('a query is deleted by whom it belongs to', async () => {
  const own = await save('Own');
  const shared = await save('Shared', { shared: true });
  expect(await outcome(remove(own.queryId, c.cy))).toBe('report/query-not-found');
  expect(await outcome(remove(shared.queryId, c.cy))).toBe('report/query-not-yours');
  expect(await outcome(remove(randomUUID() as SavedQuery['queryId']))).toBe('report/query-not-found');
  expect(await outcome(update(own, {}, c.cy))).toBe('report/query-not-found');
  await remove(shared.queryId);
  expect(await seenBy(c.bo)).toEqual(['Own']);
  expect(await lastEntry()).toMatchObject({ outcome: 'done', facts: { query: 'Shared', shared: true } });
});

test('a name is one’s own once, and once among those that are shared', async () => {
  const first = await save('Smiths');
  expect(await outcome(save('sMITHS '))).toBe('report/query-name-taken');
  await save('Smiths', { who: c.cy, shared: true });
  expect(await outcome(update(first, { shared: true }))).toBe('report/query-name-taken');
  expect(await outcome(save('smiths', { who: c.ada, shared: true }))).toBe('report/query-name-taken');
});

const rename = (queryId: SavedQuery['queryId'], name: string, { version = 1, who = c.ada } = {}) =>
  perform(db.pool, who.caller, renameSharedQuery, { queryId, name, version });
const removeShared = (queryId: SavedQuery['queryId'], who: Member = c.ada) =>
  perform(db.pool, who.caller, deleteSharedQuery, { queryId });

test('administrators rename and delete what others share, with an entry on whose it was', async () => {
  const shared = await save('All of us', { shared: true });
  expect(await rename(shared.queryId, ' Everybody ')).toEqual({ queryId: shared.queryId, version: 2 });
  expect(await lastEntry()).toMatchObject({
    actor_id: c.ada.id,
    action: 'demographic-report.rename-shared-query',
    outcome: 'done',
    subject_user_id: c.bo.id,
    facts: { before: { query: 'All of us' }, after: { query: 'Everybody' } },
  });
  expect(await seenBy(c.bo)).toEqual(['Everybody']);
  expect(await outcome(rename(shared.queryId, 'Late'))).toBe('request/version-stale');
  await removeShared(shared.queryId);
  expect(await seenBy(c.bo)).toEqual([]);
  expect(await lastEntry()).toMatchObject({
    action: 'demographic-report.delete-shared-query',
    subject_user_id: c.bo.id,
    facts: { query: 'Everybody', shared: true },
  });
});

test('what is not shared is nobody else’s to see, rename or delete; nor may a doctor do it', async () => {
  const own = await save('Own');
  expect(await outcome(rename(own.queryId, 'Mine'))).toBe('report/query-not-found');
  expect(await outcome(removeShared(own.queryId))).toBe('report/query-not-found');
  const [one] = [await save('One', { shared: true }), await save('Two', { shared: true })];
  expect(await outcome(rename(one.queryId, 'two'))).toBe('report/query-name-taken');
  expect(await outcome(rename(one.queryId, 'Three', { who: c.cy }))).toBe('actor/not-permitted');
  expect(await outcome(removeShared(one.queryId, c.cy))).toBe('actor/not-permitted');
  const other = await clinic(db.owner);
  expect(await outcome(rename(one.queryId, 'Ours', { who: other.ada }))).toBe('report/query-not-found');
  expect(await outcome(removeShared(one.queryId, other.ada))).toBe('report/query-not-found');
  expect(await seenBy(c.bo)).toEqual(['One', 'Own', 'Two']);
});

test('what could not be run is not saved, and Dee may not', async () => {
  expect(await outcome(save('x', { what: bad }))).toBe('report/age-unreadable');
  expect(await outcome(save('x', { what: { ...asked, criteria: { siteIds: [randomUUID() as never] } } }))).toBe(
    'site/not-found',
  );
  expect(await outcome(save('x', { who: c.dee }))).toBe('actor/not-permitted');
  expect(await seenBy(c.bo)).toEqual([]);
});

test('what another’s query asks is withheld from whoever is kept from a patient it names by number', async () => {
  const [pia] = await patients(db.owner, c.id, ['Arroyo, Pia', 'Berg, Lou']);
  const { rows } = await db.owner.query<{ number: string; own: boolean }>(
    'select demographic_number as number, patient_id = $2 as own from patient where clinic_id = $1 order by own desc',
    [c.id, pia],
  );
  const [closed, open] = rows.map(({ number }) => number);
  const naming = (...numbers: readonly unknown[]) => ({ ...asked, criteria: { demographicIds: numbers.join('; ') } });
  await save('A family', { shared: true, what: naming('x', 9_999_999, closed) });
  await save('One of us', { shared: true, what: naming(open) });
  await save('Typed by Cy', { who: c.cy, what: naming(closed) });
  const askedBy = async (who: Member) =>
    Object.fromEntries(
      (await answer(db.pool, who.caller, listQueries, {})).queries.map((one) => [one.name, one.asked]),
    );
  expect(await askedBy(c.cy)).toMatchObject({ 'A family': { limit: 10 } });
  await layOn(db.owner, c, await makeSet(db.owner, c, 'Kept apart', [pia as Id<'patient'>]), c.cy.id);
  const told = await askedBy(c.cy);
  expect(told).toMatchObject({ 'A family': null, 'One of us': { limit: 10 }, 'Typed by Cy': naming(closed) });
  expect(await askedBy(c.ada)).toMatchObject({ 'A family': naming('x', 9_999_999, closed) });
});
