import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import type { Input } from '#kernel/contract.ts';
import { toCursor } from '#kernel/page.ts';
import { answer } from '#kernel/query.ts';
import { openChart } from '#features/charts/open-chart.ts';
import { makeAdministrator, outcome } from '#test/acting.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { planFor } from '#test/plan.ts';
import { arrange, type Clinic, clinic, entries, one, PASSWORD, patients } from '#test/staff.ts';
import { acceptSuggestion } from './accept-suggestion.ts';
import { dismissSuggestion } from './dismiss-suggestion.ts';
import { listSuggestions } from './list-suggestions.ts';
import type { AcceptSuggestion } from './suggestion-contract.ts';
import { suggestionsStatement } from './suggestion-store.ts';
import { layOn, makeSet, terms } from './test-sets.ts';

let db: TestDatabase;
let c: Clinic;
let cy: Id<'patient'>;
let mila: Id<'patient'>;
let rui: Id<'patient'>;
let lodger: Id<'patient'>;
let stranger: Id<'patient'>;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());
/** Cy is a patient here, Mila has the phone and the name of that file, the lodger its address, Rui the user's own phone. */
beforeEach(async () => {
  c = await clinic(db.owner);
  [cy, mila, rui, lodger, stranger] = (await patients(db.owner, c.id, [
    'Okonjo, Cy',
    'Okonjo, Mila',
    'OKONJO, Rui',
    'Berg, Lou',
    'Okonjo, Far',
  ])) as [Id<'patient'>, Id<'patient'>, Id<'patient'>, Id<'patient'>, Id<'patient'>];
  await arrange(db.owner, c.id, async () => {
    const set = (sql: string, id: string) => db.owner.query(`update ${sql} = $1`, [id]);
    await set(`clinic_user set date_of_birth = '1984-02-29', cell_phone = '+1 (250) 555-0190' where user_id`, c.cy.id);
    await set(
      `patient set date_of_birth = '1984-02-29', phone = '250-555-0187', address = '12 Quay Street' where patient_id`,
      cy,
    );
    await set(`patient set cell_phone = '1-250-555-0187' where patient_id`, mila);
    await set(`patient set phone = '2505550190' where patient_id`, rui);
    await set(`patient set phone = '250-555-0187', address = '12 Quay Street' where patient_id`, lodger);
  });
});
const list = async (dismissed = false, by = c.ada) =>
  (await answer(db.pool, by.caller, listSuggestions, { dismissed })).suggestions;
const named = async (dismissed = false, by = c.ada) =>
  (await list(dismissed, by)).map(({ user, patients: them }) => [
    user.name,
    ...them.map(({ name, because }) => `${name}: ${because}`),
  ]);
const all = ['Cy Okonjo: user', 'Lou Berg: address', 'Mila Okonjo: phone', 'Rui OKONJO: phone'];

test('a user who is a patient here, and who shares address, or phone and name, is proposed as one family', async () => {
  expect(await named()).toEqual([['Cy Okonjo', ...all]]);
  expect((await list())[0]?.patients.map(({ patientId }) => patientId)).not.toContain(stranger);
});

test('of the same name alone nobody is proposed', async () => {
  await arrange(db.owner, c.id, () =>
    db.owner.query(`update clinic_user set date_of_birth = '1984-03-01', cell_phone = '' where user_id = $1`, [
      c.cy.id,
    ]),
  );
  expect(await named()).toEqual([]);
});

test('who is closed to the user already is not proposed, nor one’s own family, nor who is closed to the reader', async () => {
  await layOn(db.owner, c, await makeSet(db.owner, c, 'Cy', [cy, lodger]), c.cy.id);
  expect(await named()).toEqual([['Cy Okonjo', ...all.slice(2)]]);
  await layOn(db.owner, c, await makeSet(db.owner, c, 'Ada', [mila]), c.ada.id);
  expect(await named()).toEqual([['Cy Okonjo', 'Rui OKONJO: phone']]);
  await makeAdministrator(db.owner, c, c.cy);
  expect(await named(false, c.cy)).toEqual([]);
});

type Asked = Input<typeof AcceptSuggestion>;
const accept = (other: Partial<Asked> = {}, by = c.ada) =>
  perform(
    db.pool,
    by.caller,
    acceptSuggestion,
    { userId: c.cy.id, patientIds: [cy, mila], name: 'Okonjo family', ...terms, ...other },
    { password: PASSWORD },
  );

describe('accepted', () => {
  test('set and block are made in one act, as changed by whoever accepts', async () => {
    const { setId, blockId } = await accept();
    expect(await outcome(perform(db.pool, c.cy.caller, openChart, { patientId: mila }))).not.toBe('done');
    expect(await outcome(perform(db.pool, c.cy.caller, openChart, { patientId: rui }))).toBe('done');
    expect(
      (await entries(db.owner, c.id)).find(({ action }) => action === 'patient-sets.accept-suggestion'),
    ).toMatchObject({
      outcome: 'done',
      subject_user_id: c.cy.id,
      facts: { setId, name: 'Okonjo family', members: 2, after: { closed: [{ setId, ...terms }] } },
    });
    expect(await one(db.owner, 'select set_id from chart_block where block_id = $1', [blockId])).toBe(setId);
    expect(await one(db.owner, 'select members from patient_set_version where set_id = $1', [setId])).toBe(2);
    expect(await named()).toEqual([['Cy Okonjo', 'Lou Berg: address', 'Rui OKONJO: phone']]);
  });
  const refused = async (other: Partial<Asked>, by = c.ada) => {
    const said = await outcome(accept(other, by));
    expect(
      await one(db.owner, `select count(*)::int from patient_set where clinic_id = $1 and name <> 'Taken'`, [c.id]),
    ).toBe(0);
    return said;
  };
  test('refused, neither is made', async () => {
    await makeSet(db.owner, c, 'Taken', [cy]);
    expect(await refused({ name: 'taken' })).toBe('set/name-taken');
    expect(await refused({ name: ' ' })).toBe('set/name-missing');
    expect(await refused({ reason: '' })).toBe('block/reason-missing');
    expect(await refused({ endsOn: '2020-01-01' })).toBe('block/ends-in-the-past');
    expect(await refused({ reviewOn: '2020-01-01' })).toBe('block/review-in-the-past');
    expect(await refused({ endsOn: '2031-05-02', reviewOn: '2031-05-03' })).toBe('block/review-after-end');
    expect(await refused({ patientIds: [cy, randomUUID() as Id<'patient'>] })).toBe('patient/not-found');
    expect(await refused({ userId: randomUUID() as Id<'user'> })).toBe('user/not-found');
    expect(await refused({ userId: c.ada.id })).toBe('block/concerns-yourself');
    expect(await refused({}, c.bo)).toBe('actor/not-permitted');
    await arrange(db.owner, c.id, () => db.owner.query('delete from active_user where user_id = $1', [c.dee.id]));
    expect(await refused({ userId: c.dee.id })).toBe('block/user-inactive');
  });
  test('block/last-administrator', async () => {
    await arrange(db.owner, c.id, () =>
      db.owner.query(
        `insert into role_permission values ($1, $2, 'patient-sets.accept-suggestion'), ($1, $2, 'patients.search-patients')`,
        [c.id, c.roles.frontDesk],
      ),
    );
    expect(await refused({ userId: c.ada.id }, c.dee)).toBe('block/last-administrator');
  });
});

describe('dismissed', () => {
  const dismiss = (patientIds: Id<'patient'>[], { userId = c.cy.id, by = c.ada } = {}) =>
    perform(db.pool, by.caller, dismissSuggestion, { userId, patientIds, reason: 'another Okonjo' });
  test('they are proposed no more, the reason stays, and who comes later is proposed all the same', async () => {
    expect(await dismiss([mila, lodger])).toEqual({ userId: c.cy.id, dismissed: 2 });
    expect(await named()).toEqual([['Cy Okonjo', 'Cy Okonjo: user', 'Rui OKONJO: phone']]);
    expect(await list(true)).toMatchObject([
      {
        user: { name: 'Cy Okonjo' },
        patients: [{ name: 'Lou Berg' }, { name: 'Mila Okonjo' }],
        dismissed: { reason: 'another Okonjo', by: { name: 'Ada Lindqvist' } },
      },
    ]);
    expect((await entries(db.owner, c.id)).at(-1)).toMatchObject({
      action: 'patient-sets.dismiss-suggestion',
      subject_user_id: c.cy.id,
      reason: 'another Okonjo',
      facts: { members: 2 },
    });
    expect(await dismiss([mila])).toEqual({ userId: c.cy.id, dismissed: 0 });
  });
  test('refused', async () => {
    expect(await outcome(dismiss([randomUUID() as Id<'patient'>]))).toBe('patient/not-found');
    expect(await outcome(dismiss([cy], { userId: randomUUID() as Id<'user'> }))).toBe('user/not-found');
    expect(await outcome(dismiss([cy], { by: c.bo }))).toBe('actor/not-permitted');
    expect(await outcome(list(false, c.bo))).toBe('actor/not-permitted');
    const stray = answer(db.pool, c.ada.caller, listSuggestions, { after: toCursor(['x']) });
    await expect(stray).rejects.toThrow('request/cursor-unknown');
  });
});

const homes = (
  userAddress: string,
  others: readonly (readonly [id: Id<'patient'>, address: string, postalCode?: string])[],
) =>
  arrange(db.owner, c.id, async () => {
    await db.owner.query('update clinic_user set address = $2, cell_phone = $3 where user_id = $1', [
      c.cy.id,
      userAddress,
      '',
    ]);
    await db.owner.query(`update patient set phone = '', cell_phone = '' where clinic_id = $1`, [c.id]);
    for (const [id, address, postalCode = ''] of others)
      await db.owner.query('update patient set address = $2, postal_code = $3 where patient_id = $1', [
        id,
        address,
        postalCode,
      ]);
  });

test('a home is the same however it was typed, with or without the town; not the same street of another town', async () => {
  await homes('12 quay st., Nanaimo BC', [
    [cy, '12 Quay Street', 'V9R 1A1'],
    [lodger, '12  QUAY  St', 'v9r1a1'],
    [stranger, '12 Quay Street'],
    [mila, '112 Quay Street', 'V9R 1A1'],
  ]);
  expect(await named()).toEqual([['Cy Okonjo', 'Cy Okonjo: user', 'Lou Berg: address', 'Far Okonjo: address']]);
  await homes('', [
    [cy, '12 Quay Street', 'V9R 1A1'],
    [lodger, '12 Quay Street', 'V8P 2B2'],
    [stranger, ''],
  ]);
  expect(await named()).toEqual([['Cy Okonjo', 'Cy Okonjo: user']]);
});

test('of a house where many live only who has the same name is proposed', async () => {
  await arrange(db.owner, c.id, () =>
    db.owner.query(
      `insert into patient (clinic_id, demographic_number, last_name, address) select $1, 1000 + n, 'Tenant' || n, '12 Quay Street' from generate_series(1, 30) n`,
      [c.id],
    ),
  );
  await homes('12 Quay Street', [
    [cy, ''],
    [lodger, '12 Quay Street'],
    [mila, '12 Quay Street'],
    [rui, ''],
    [stranger, ''],
  ]);
  expect(await named()).toEqual([['Cy Okonjo', 'Cy Okonjo: user', 'Mila Okonjo: address']]);
});

test('nobody is looked for through all patients', async () => {
  await arrange(db.owner, c.id, () =>
    db.owner.query(
      `insert into patient (clinic_id, demographic_number, last_name, first_name, address, phone, cell_phone)
       select $1, 1000 + n, 'Name' || n, 'First', n || ' Quay Street', '604555' || n, '604777' || n from generate_series(1, 5000) n`,
      [c.id],
    ),
  );
  await db.owner.query('vacuum analyze');
  const plan = await planFor(db, c.ada, suggestionsStatement(false));
  const scanned = plan.filter((step) => step['Relation Name'] === 'patient').map((step) => step['Node Type']);
  expect(scanned.length).toBeGreaterThan(0);
  expect(scanned).not.toContain('Seq Scan');
});
