import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { answer } from '#kernel/query.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic, entries, one } from '#test/staff.ts';
import { listColleagues } from './list-colleagues.ts';
import { readUserChoices } from './read-user-choices.ts';
import { readUser } from './read-user.ts';
import { leave, lockAway, roleThatMay } from './test-person.ts';

let db: TestDatabase;
let c: Clinic;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  c = await clinic(db.owner);
});

test('a record says everything but the secrets, and looking leaves no entry', async () => {
  expect(await answer(db.pool, c.ada.caller, readUser, { userId: c.bo.id })).toEqual({
    userId: c.bo.id,
    userNumber: 2,
    lastName: 'Castellane',
    firstName: 'Bo',
    type: 'doctor',
    speciality: '',
    address: '',
    homePhone: '',
    workPhone: '',
    cellPhone: '',
    fax: '',
    contactEmail: '',
    team: '',
    sex: '',
    dateOfBirth: null,
    confidentialitySignedOn: null,
    otherPhone: '',
    pager: '',
    bookingPhones: [],
    providerFields: [],
    bcpSiteIds: [],
    status: 'active',
    lockedReason: null,
    roles: [{ id: c.roles.doctor, name: 'doctor' }],
    sites: [{ id: c.siteId, name: 'Alder Point' }],
    username: 'bo',
    email: null,
    lastSignInAt: null,
    heldUntil: null,
    lastDayAt: null,
    version: 1,
  });
  expect(await entries(db.owner, c.id)).toEqual([]);
});

test('somebody who has left can still be looked at, without roles and sites', async () => {
  await leave(db.owner, c, c.bo.id);
  const bo = await answer(db.pool, c.ada.caller, readUser, { userId: c.bo.id });
  expect(bo).toMatchObject({ status: 'inactive', roles: [], sites: [], lastName: 'Castellane' });
});

test('a user of another clinic is not there, and without the permission nobody is', async () => {
  const other = await clinic(db.owner);
  await expect(answer(db.pool, c.ada.caller, readUser, { userId: other.bo.id })).rejects.toThrow('user/not-found');
  await expect(answer(db.pool, c.dee.caller, readUser, { userId: c.bo.id })).rejects.toThrow('actor/not-permitted');
});

test('colleagues are the active users of the clinic, by name, the locked ones marked', async () => {
  await lockAway(db.owner, c, c.cy.id);
  await leave(db.owner, c, c.bo.id);
  const { colleagues } = await answer(db.pool, c.dee.caller, listColleagues, {});
  const siteIds = [c.siteId];
  expect(colleagues).toEqual([
    { userId: c.dee.id, name: 'Dee Hartwell', deactivated: false, type: 'receptionist', locked: false, siteIds },
    { userId: c.ada.id, name: 'Ada Lindqvist', deactivated: false, type: 'admin', locked: false, siteIds },
    { userId: c.cy.id, name: 'Cy Okonjo', deactivated: false, type: 'doctor', locked: true, siteIds },
  ]);
});

test('the choices say which roles the caller may give, what they allow, and which sites are open', async () => {
  await roleThatMay(db.owner, c, 'Clerk', ['users.add-user', 'users.list-users']);
  await arrange(db.owner, c.id, async () => {
    await db.owner.query(`update role set description = 'Adds people.' where name = 'Clerk' and clinic_id = $1`, [
      c.id,
    ]);
    await db.owner.query(
      `insert into site (clinic_id, name, short_name, address, city, province, postal_code, phone, fax, closed_at)
       values ($1, 'Fernhill', 'FH', '88 Fernhill Avenue', 'Nanaimo', 'BC', 'V9S 0A1', '250-555-0130', '250-555-0131', null),
              ($1, 'Old Mill', 'OM', '', '', '', '', '', '', now())`,
      [c.id],
    );
  });
  const everything = Number(await one(db.owner, 'select count(*) from permission'));
  const standard = Number(await one(db.owner, 'select count(*) from permission where doctor'));
  const { roles, sites } = await answer(db.pool, c.ada.caller, readUserChoices, {});
  const enables = ['bill', 'prescribe', 'receive-labs', 'refer'];
  expect(roles).toEqual([
    {
      roleId: c.roles.admin,
      name: 'admin',
      description: '',
      system: 'admin',
      mayGive: true,
      permissions: everything,
      enables,
    },
    {
      roleId: c.roles.doctor,
      name: 'doctor',
      description: '',
      system: 'doctor',
      mayGive: true,
      permissions: standard,
      enables,
    },
    expect.objectContaining({
      name: 'Clerk',
      description: 'Adds people.',
      system: null,
      mayGive: true,
      permissions: 2,
    }),
    {
      roleId: c.roles.frontDesk,
      name: 'front desk',
      description: '',
      system: null,
      mayGive: true,
      permissions: 0,
      enables: [],
    },
  ]);
  expect(sites.map(({ siteId: _id, ...site }) => site)).toEqual([
    {
      name: 'Alder Point',
      shortName: 'AP',
      colour: 'teal',
      address: '',
      city: '',
      province: '',
      phone: '',
      fax: '',
      serviceLocationCode: '',
    },
    {
      name: 'Fernhill',
      shortName: 'FH',
      colour: 'teal',
      address: '88 Fernhill Avenue',
      city: 'Nanaimo BC V9S 0A1',
      province: 'BC',
      phone: '250-555-0130',
      fax: '250-555-0131',
      serviceLocationCode: '',
    },
  ]);
  const seenByDee = await answer(db.pool, c.dee.caller, readUserChoices, {});
  expect(seenByDee.roles.filter(({ mayGive }) => mayGive).map(({ name }) => name)).not.toContain('admin');
  expect(seenByDee.roles.find(({ name }) => name === 'Clerk')).toMatchObject({ mayGive: false });
});
