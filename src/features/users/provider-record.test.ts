// The numbers of a user, whichever way they are given: with Add User, on Edit, and back with Activate.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import type { Input } from '#kernel/contract.ts';
import { answer } from '#kernel/query.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic, entries, type Member, one, PASSWORD } from '#test/staff.ts';
import { activateUser } from './activate-user.ts';
import { addUser } from './add-user.ts';
import type { AddUser, UpdateUser } from './contract.ts';
import { readUser } from './read-user.ts';
import { giveRole, leave, maren, roleThatMay } from './test-person.ts';
import { updateUser } from './update-user.ts';

let db: TestDatabase;
let c: Clinic;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  c = await clinic(db.owner);
  await arrange(db.owner, c.id, () => db.owner.query(`update site set province = 'BC' where clinic_id = $1`, [c.id]));
});

const add = (given: Partial<Input<typeof AddUser>> = {}, by: Member = c.ada) =>
  perform(db.pool, by.caller, addUser, { ...maren(c), ...given });
const read = (userId: Id<'user'>) => answer(db.pool, c.ada.caller, readUser, { userId });
const numbers = (...pairs: readonly [string, ...string[]][]) => pairs.map(([field, ...values]) => ({ field, values }));
const update = async (userId: Id<'user'>, given: Partial<Input<typeof UpdateUser>>) => {
  const { lastName, firstName, type, speciality, version, roles, sites, ...user } = await read(userId);
  const identity = { userId, version, lastName, firstName, type, speciality };
  const { address, homePhone, workPhone, cellPhone, fax, contactEmail } = user;
  const contact = { address, homePhone, workPhone, cellPhone, fax, contactEmail };
  return perform(db.pool, c.ada.caller, updateUser, {
    ...identity,
    ...contact,
    roleIds: roles.map(({ id }) => id as Id<'role'>),
    siteIds: sites.map(({ id }) => id as Id<'site'>),
    ...given,
  });
};
const activate = (userId: Id<'user'>, given: { withoutTaken?: boolean } = {}) => {
  const input = { userId, reason: 'back', roleIds: [c.roles.doctor], siteIds: [], ...given };
  return perform(db.pool, c.ada.caller, activateUser, input, { password: PASSWORD });
};
const lastEntry = async () => (await entries(db.owner, c.id)).at(-1);
const claims = () =>
  one<string[] | null>(db.owner, `select array_agg(value order by value) from identifier_claim where clinic_id = $1`, [
    c.id,
  ]);

const record = {
  team: ' Alder ',
  sex: 'female',
  dateOfBirth: '1984-02-29',
  confidentialitySignedOn: '2026-01-05',
  otherPhone: '250-555-0188',
  pager: '250-555-0177',
  bookingPhones: ['250-555-0101', ' (250) 555-0102'],
} as const;

test('the record in full is added and answered, with its numbers and its sites in the premium program', async () => {
  const { userId } = await add({
    ...record,
    bookingPhones: [...record.bookingPhones],
    providerFields: numbers(
      ['bc.billing-number', ' j4471 '],
      ['bc.payee-number', 'T0 123'],
      ['bc.cpsid', ''],
      ['third-party-billing-number', 'A 1'],
    ),
    bcpSiteIds: [c.siteId],
  });
  expect(await read(userId)).toMatchObject({
    ...record,
    team: 'Alder',
    bookingPhones: ['250-555-0101', '(250) 555-0102'],
    providerFields: numbers(
      ['bc.billing-number', 'J4471'],
      ['bc.payee-number', 'T0123'],
      ['third-party-billing-number', 'A 1'],
    ),
    bcpSiteIds: [c.siteId],
  });
  expect(await claims()).toEqual(['J4471']);
  expect(await lastEntry()).toMatchObject({
    action: 'users.add-user',
    facts: {
      after: { team: 'Alder', dateOfBirth: '1984-02-29', 'bc.billing-number': 'J4471', bcpSites: ['Alder Point'] },
    },
  });
});

test('what is not sent stays: further fields, numbers of this province and of another, the premium program', async () => {
  const { userId } = await add({
    ...record,
    bookingPhones: [...record.bookingPhones],
    providerFields: numbers(['bc.billing-number', 'J4471']),
    bcpSiteIds: [c.siteId],
  });
  await arrange(db.owner, c.id, () =>
    db.owner.query(`insert into provider_field values ($1, $2, 'ab.e-delivery-ids', 0, 'E1', true)`, [c.id, userId]),
  );
  const before = await read(userId);
  await update(userId, { speciality: 'Dermatology' });
  expect(await read(userId)).toEqual({ ...before, speciality: 'Dermatology', version: before.version + 1 });
});

test('a field is changed and emptied, and the entry says what it was', async () => {
  const { userId } = await add({
    providerFields: numbers(['bc.billing-number', 'J4471'], ['bc.payee-number', 'T0123']),
  });
  await update(userId, { providerFields: numbers(['bc.billing-number', 'J4472'], ['bc.payee-number', ' ']) });
  expect((await read(userId)).providerFields).toEqual(numbers(['bc.billing-number', 'J4472']));
  expect(await claims()).toEqual(['J4472']);
  expect((await lastEntry())?.facts).toEqual({
    before: { 'bc.billing-number': 'J4471', 'bc.payee-number': 'T0123' },
    after: { 'bc.billing-number': 'J4472', 'bc.payee-number': null },
  });
});

test('several values keep their order, each once', async () => {
  await arrange(db.owner, c.id, () => db.owner.query(`update clinic set province = 'AB' where clinic_id = $1`, [c.id]));
  const { userId } = await add({ providerFields: numbers(['ab.e-delivery-ids', 'B2', 'A1', 'b2']) });
  expect((await read(userId)).providerFields).toEqual(numbers(['ab.e-delivery-ids', 'b2', 'A1']));
  await update(userId, { providerFields: numbers(['ab.e-delivery-ids', 'A1', 'C3']) });
  expect((await read(userId)).providerFields).toEqual(numbers(['ab.e-delivery-ids', 'A1', 'C3']));
  expect(await claims()).toEqual(['A1', 'C3']);
});

describe('a number of one person is one active user’s', () => {
  const j4471 = numbers(['bc.billing-number', 'J4471']);
  beforeEach(async () => {
    await update(c.bo.id, { providerFields: j4471 });
  });

  test('the other is named to whoever may list users, and nothing is left behind', async () => {
    const refused = add({ providerFields: numbers(['bc.billing-number', 'j4471']) });
    await expect(refused).rejects.toMatchObject({
      code: 'user/identifier-taken',
      facts: { field: 'bc.billing-number', label: 'Billing Number', name: 'Bo Castellane' },
    });
    expect(
      await one(db.owner, `select count(*) from clinic_user where last_name = 'Solheim' and clinic_id = $1`, [c.id]),
    ).toBe('0');
    expect(await lastEntry()).toMatchObject({ outcome: 'refused', reason: 'user/identifier-taken' });
    await expect(update(c.cy.id, { providerFields: j4471 })).rejects.toThrow('user/identifier-taken');
  });

  test('however it is written: in groups or in one', async () => {
    await update(c.bo.id, { providerFields: numbers(['bc.cpsid', '88300']) });
    for (const written of ['88 300', '88-300', '88300 '])
      await expect(add({ providerFields: numbers(['bc.cpsid', written]) })).rejects.toThrow('user/identifier-taken');
    await update(c.bo.id, { providerFields: numbers(['bc.cpsid', '88 300']) });
    expect((await read(c.bo.id)).providerFields).toContainEqual({ field: 'bc.cpsid', values: ['88 300'] });
    await expect(update(c.cy.id, { providerFields: numbers(['bc.cpsid', '88300']) })).rejects.toThrow(
      'user/identifier-taken',
    );
  });

  test('and is not named to whoever may not', async () => {
    const role = await roleThatMay(db.owner, c, 'adds', ['users.add-user']);
    await giveRole(db.owner, c, c.dee.id, role);
    const refused = add({ roleIds: [role], providerFields: j4471 }, c.dee);
    await expect(refused).rejects.toMatchObject({ facts: { label: 'Billing Number' } });
    await expect(refused).rejects.not.toHaveProperty('facts.name');
  });

  test('saving one’s own again, giving it up, and two numbers changing hands are no conflict', async () => {
    await update(c.bo.id, { providerFields: j4471 });
    await update(c.bo.id, { providerFields: numbers(['bc.billing-number']) });
    await update(c.cy.id, { providerFields: j4471 });
    expect(await claims()).toEqual(['J4471']);
  });

  test('those who are given it at once: one has it, the others are told who', async () => {
    const given = () => add({ login: undefined, providerFields: numbers(['bc.cpsid', '7001']) } as object);
    const ends = await Promise.allSettled([given(), given(), given()]);
    expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const facts = { field: 'bc.cpsid', label: 'CPSID', name: 'Maren Solheim' };
    for (const end of ends)
      if (end.status === 'rejected') expect(end.reason).toMatchObject({ code: 'user/identifier-taken', facts });
  });

  test('a payee number is shared by a clinic', async () => {
    await update(c.bo.id, { providerFields: numbers(['bc.payee-number', 'T0123']) });
    await update(c.cy.id, { providerFields: numbers(['bc.payee-number', 'T0123']) });
    expect((await read(c.cy.id)).providerFields).toEqual(numbers(['bc.payee-number', 'T0123']));
  });

  test('who leaves frees it; who comes back claims it again', async () => {
    await leave(db.owner, c, c.bo.id);
    expect(await claims()).toBeNull();
    await activate(c.bo.id);
    expect(await claims()).toEqual(['J4471']);
    expect(await lastEntry()).not.toHaveProperty('facts.givenUp');
  });

  test('who comes back is refused what somebody has by now, or gives it up', async () => {
    await leave(db.owner, c, c.bo.id);
    await update(c.cy.id, { providerFields: j4471 });
    await expect(activate(c.bo.id)).rejects.toMatchObject({
      code: 'user/identifier-taken',
      facts: { name: 'Cy Okonjo' },
    });
    await activate(c.bo.id, { withoutTaken: true });
    expect(await read(c.bo.id)).toMatchObject({ status: 'active', providerFields: [] });
    expect(await lastEntry()).toMatchObject({ facts: { givenUp: ['bc.billing-number'] } });
  });
});

describe('is refused', () => {
  test.each([
    ['user/field-unknown', numbers(['ab.billing-number', '123456789'])],
    ['user/field-unknown', numbers(['password', 'x'])],
    ['user/field-unknown', numbers(['bc.cpsid', '1'], ['bc.cpsid', '2'])],
    ['user/field-malformed', numbers(['bc.billing-number', '123456'])],
    ['user/field-malformed', numbers(['bc.service-location-code', 'Y'])],
    ['user/field-malformed', numbers(['bc.payee-number', '12345', '67890'])],
  ])('%s: %j', async (code, providerFields) => {
    await expect(add({ providerFields })).rejects.toThrow(code);
    await expect(update(c.bo.id, { providerFields })).rejects.toThrow(code);
  });

  test.each([{ dateOfBirth: '2999-01-01' }, { confidentialitySignedOn: '2999-01-01' }])(
    'a day to come: %j',
    async (given) => {
      await expect(add(given)).rejects.toThrow('user/date-in-the-future');
      await expect(update(c.bo.id, given)).rejects.toThrow('user/date-in-the-future');
    },
  );

  test('the premium program at a site that is not assigned, or not in BC', async () => {
    const elsewhere = await arrange(db.owner, c.id, () =>
      one<Id<'site'>>(
        db.owner,
        `insert into site (clinic_id, name, short_name, province) values ($1, 'Banff', 'BF', 'AB') returning site_id`,
        [c.id],
      ),
    );
    const refused = 'user/bcp-site-not-assigned';
    await expect(add({ siteIds: [elsewhere], bcpSiteIds: [elsewhere] })).rejects.toThrow(refused);
    await expect(add({ siteIds: [], bcpSiteIds: [c.siteId] })).rejects.toThrow(refused);
    await expect(update(c.bo.id, { siteIds: [], bcpSiteIds: [c.siteId] })).rejects.toThrow(refused);
  });
});

test('a site taken away takes its registration with it', async () => {
  // A second one, or the only site would be everybody's.
  await arrange(db.owner, c.id, () =>
    db.owner.query(`insert into site (clinic_id, name, short_name, province) values ($1, 'Fernhill', 'FH', 'BC')`, [
      c.id,
    ]),
  );
  await update(c.bo.id, { bcpSiteIds: [c.siteId] });
  await update(c.bo.id, { siteIds: [] });
  await update(c.bo.id, { siteIds: [c.siteId] });
  expect((await read(c.bo.id)).bcpSiteIds).toEqual([]);
});

test('the database itself keeps a number from two, and the server from altering one', async () => {
  await update(c.bo.id, { providerFields: numbers(['bc.billing-number', 'J4471']) });
  const beside = arrange(db.owner, c.id, () =>
    db.owner.query(`insert into provider_field values ($1, $2, 'bc.billing-number', 0, 'j4471', true)`, [
      c.id,
      c.cy.id,
    ]),
  );
  await expect(beside).rejects.toMatchObject({ constraint: 'identifier_claim_pkey' });
  await expect(db.pool.query(`update provider_field set value = 'x'`)).rejects.toThrow('permission denied');
  await expect(db.pool.query('delete from identifier_claim')).rejects.toThrow('permission denied');
});
