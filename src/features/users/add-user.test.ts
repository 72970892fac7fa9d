import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { perform } from '#kernel/command.ts';
import type { Id } from '#kernel/brand.ts';
import { secretFits } from '#kernel/secrets.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { anotherSite } from '#test/sites.ts';
import { arrange, type Clinic, clinic, entries, one } from '#test/staff.ts';
import { addUser } from './add-user.ts';
import { giveRole, login, maren, roleThatMay, secrets } from './test-person.ts';

let db: TestDatabase;
let c: Clinic;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  c = await clinic(db.owner);
});

const add = (given: Partial<ReturnType<typeof maren>> = {}, key?: string) =>
  perform(db.pool, c.ada.caller, addUser, { ...maren(c), ...given }, { key });
const users = () => one<number>(db.owner, 'select count(*) from clinic_user where clinic_id = $1', [c.id]).then(Number);
const list = (table: string, column: string, userId: string) =>
  one<string[]>(db.owner, `select array_agg(${column}::text) from ${table} where user_id = $1`, [userId]);

test('adds record, activity, sites, roles and credentials, and writes it down without a secret', async () => {
  const { userId, userNumber } = await add({ lastName: ' Solheim ', roleIds: [c.roles.doctor, c.roles.admin] });
  const { rows } = await db.owner.query('select * from clinic_user where user_id = $1', [userId]);
  expect(rows[0]).toMatchObject({
    user_number: String(userNumber),
    last_name: 'Solheim',
    first_name: 'Maren',
    type: 'doctor',
    speciality: 'Family medicine',
    address: '88 Fernhill Avenue',
    home_phone: '250-555-0187',
    work_phone: '250-555-0130',
    cell_phone: '250-555-0190',
    fax: '250-555-0131',
    contact_email: 'maren@home.example',
    locked_at: null,
    version: 1,
  });
  expect(userNumber).toBe(5);
  expect(await one(db.owner, 'select count(*) from active_user where user_id = $1', [userId])).toBe('1');
  expect(await list('site_assignment', 'site_id', userId)).toEqual([c.siteId]);
  expect((await list('user_role', 'role_id', userId)).toSorted()).toEqual([c.roles.doctor, c.roles.admin].toSorted());
  const { rows: kept } = await db.owner.query('select * from credentials where user_id = $1', [userId]);
  expect(kept[0]).toMatchObject({
    username: 'msolheim',
    email: 'Maren@alder.example',
    failed_tries: 0,
    held_until: null,
    must_change: true,
    expires_at: null,
  });
  expect(await secretFits(secrets.password, kept[0].password_hash)).toBe(true);
  expect(await secretFits(secrets.passcode, kept[0].passcode_hash)).toBe(true);
  expect(await entries(db.owner, c.id)).toEqual([
    {
      actor_id: c.ada.id,
      action: 'users.add-user',
      outcome: 'done',
      subject_user_id: userId,
      patient_id: null,
      reason: null,
      facts: {
        after: {
          lastName: 'Solheim',
          firstName: 'Maren',
          type: 'doctor',
          speciality: 'Family medicine',
          address: '88 Fernhill Avenue',
          homePhone: '250-555-0187',
          workPhone: '250-555-0130',
          cellPhone: '250-555-0190',
          fax: '250-555-0131',
          team: '',
          sex: '',
          dateOfBirth: null,
          confidentialitySignedOn: null,
          otherPhone: '',
          pager: '',
          bookingPhones: [],
          bcpSites: [],
          contactEmail: 'maren@home.example',
          roles: ['admin', 'doctor'],
          sites: ['Alder Point'],
          username: 'msolheim',
          email: 'Maren@alder.example',
          loginExpiresAt: null,
          invitedUntil: null,
        },
      },
    },
  ]);
});

test('somebody who never signs in has no credentials, and needs no site', async () => {
  await anotherSite(db.owner, c);
  const { login: _none, ...without } = maren(c);
  const { userId } = await perform(db.pool, c.ada.caller, addUser, { ...without, siteIds: [] });
  expect(await one(db.owner, 'select count(*) from credentials where user_id = $1', [userId])).toBe('0');
  expect(await list('site_assignment', 'site_id', userId)).toBeNull();
  expect((await entries(db.owner, c.id)).at(-1)?.facts).toMatchObject({
    after: { lastName: 'Solheim', sites: [] },
  });
});

test('two who add the same person at once, with nothing to tell two apart, make one; with a number it is another', async () => {
  const { login: _none, ...without } = maren(c);
  const adding = (given: object = {}, by = c.ada) => perform(db.pool, by.caller, addUser, { ...without, ...given });
  await giveRole(db.owner, c, c.cy.id, c.roles.admin);
  const ends = await Promise.allSettled([adding(), adding({ lastName: ' solheim ' }, c.cy), adding()]);
  expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  for (const end of ends)
    if (end.status === 'rejected') expect(end.reason).toMatchObject({ code: 'user/added-already' });
  expect(await users()).toBe(5);
  await adding({ providerFields: [{ field: 'bc.cpsid', values: ['7001'] }] });
  await adding({ firstName: 'Mara' });
  await arrange(db.owner, c.id, () =>
    db.owner.query(`update active_user set since = now() - interval '2 minutes' where clinic_id = $1`, [c.id]),
  );
  await adding();
  expect(await users()).toBe(8);
});

test('where the clinic has one open site, it is assigned by itself', async () => {
  const { userId } = await add({ siteIds: [] });
  expect(await list('site_assignment', 'site_id', userId)).toEqual([c.siteId]);
  expect((await entries(db.owner, c.id)).at(-1)?.facts).toMatchObject({ after: { sites: ['Alder Point'] } });
});

test('sent twice under one key, it is done once and answers the same', async () => {
  const key = randomUUID();
  const [first, second] = await Promise.all([add({}, key), add({}, key)]);
  expect(second).toEqual(first);
  expect([await users(), (await entries(db.owner, c.id)).length]).toEqual([5, 1]);
  await expect(add({ lastName: 'Other' }, key)).rejects.toThrow('request/key-reused');
});

describe('refused, it changes nothing and leaves the refusal in the log', () => {
  test.each<[string, (other: Clinic) => Partial<ReturnType<typeof maren>>]>([
    ['user/role-missing', () => ({ roleIds: [] })],
    ['role/not-found', (other) => ({ roleIds: [c.roles.doctor, other.roles.doctor] })],
    ['role/not-found', () => ({ roleIds: [randomUUID() as Id<'role'>] })],
    ['site/not-found', (other) => ({ siteIds: [other.siteId] })],
    ['secret/password-weak', () => ({ login: { ...login, secrets: { ...secrets, password: 'alllowercase1' } } })],
    ['secret/password-common', () => ({ login: { ...login, secrets: { ...secrets, password: 'Solheim1' } } })],
    ['credentials/name-missing', () => ({ login: { ...login, username: ' ', email: '' } })],
    ['credentials/expiry-in-the-past', () => ({ login: { ...login, expires: { day: '2025-12-31', time: '23:59' } } })],
    ['secret/passcode-weak', () => ({ login: { ...login, secrets: { ...secrets, passcode: '1234' } } })],
    ['user/username-taken', () => ({ login: { ...login, username: 'ADA' } })],
    ['user/username-malformed', () => ({ login: { ...login, username: 'maren solheim' } })],
    ['user/username-malformed', () => ({ login: { ...login, username: 'maren@alder.example' } })],
    ['user/username-malformed', () => ({ login: { ...login, username: 'm' } })],
    ['user/username-malformed', () => ({ login: { ...login, username: 'ｂｏ' } })],
    ['user/username-malformed', () => ({ login: { ...login, username: 'b\u200Bo' } })],
    ['user/email-malformed', () => ({ login: { ...login, email: 'maren' } })],
    ['user/field-malformed', () => ({ contactEmail: 'maren at home' })],
  ])('%s', async (code, given) => {
    const other = await clinic(db.owner);
    await expect(add(given(other))).rejects.toThrow(code);
    expect(await users()).toBe(4);
    expect(await entries(db.owner, c.id)).toMatchObject([
      { actor_id: c.ada.id, action: 'users.add-user', outcome: 'refused', reason: code },
    ]);
  });

  test('user/email-taken, in any case', async () => {
    await add();
    await expect(add({ login: { ...login, username: 'other', email: 'maren@ALDER.example' } })).rejects.toThrow(
      'user/email-taken',
    );
    expect(await users()).toBe(5);
  });

  test('a closed site is no site to start at', async () => {
    await anotherSite(db.owner, c);
    await arrange(db.owner, c.id, () =>
      db.owner.query('update site set closed_at = now() where site_id = $1', [c.siteId]),
    );
    await expect(add()).rejects.toThrow('site/not-found');
  });

  test('actor/not-permitted', async () => {
    await expect(perform(db.pool, c.dee.caller, addUser, maren(c))).rejects.toThrow('actor/not-permitted');
    expect(await users()).toBe(4);
    expect((await entries(db.owner, c.id)).at(-1)).toMatchObject({ actor_id: c.dee.id, reason: 'actor/not-permitted' });
  });
});

test('two clinics may have the same username and email', async () => {
  await add();
  const other = await clinic(db.owner);
  const { userNumber } = await perform(db.pool, other.ada.caller, addUser, maren(other));
  expect(userNumber).toBe(5);
});

test('nobody gives what they do not hold', async () => {
  const clerk = await roleThatMay(db.owner, c, 'user clerk', ['users.add-user', 'users.list-users']);
  const lister = await roleThatMay(db.owner, c, 'lister', ['users.list-users']);
  const settings = await roleThatMay(db.owner, c, 'settings', ['users.list-users', 'clinics.update-settings']);
  await giveRole(db.owner, c, c.dee.id, clerk);
  const byDee = (roleIds: Id<'role'>[]) => perform(db.pool, c.dee.caller, addUser, { ...maren(c), roleIds });
  await expect(byDee([c.roles.admin])).rejects.toThrow('user/role-not-yours');
  await expect(byDee([lister, settings])).rejects.toThrow('user/role-not-yours');
  expect(await byDee([lister, clerk, c.roles.frontDesk])).toMatchObject({ userNumber: 5 });
});

test('two administrators who give the same username at once: one is told', async () => {
  await giveRole(db.owner, c, c.cy.id, c.roles.admin);
  const said = await Promise.allSettled([c.ada, c.cy].map(({ caller }) => perform(db.pool, caller, addUser, maren(c))));
  expect(said.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect(said.find(({ status }) => status === 'rejected')).toMatchObject({
    reason: { code: 'user/username-taken', facts: { name: 'Maren Solheim' } },
  });
  expect(await users()).toBe(5);
  expect(await add({ login: { ...login, username: 'other', email: '' } })).toMatchObject({ userNumber: 6 });
});
