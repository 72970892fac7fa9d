import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import type { Input, Output } from '#kernel/contract.ts';
import { answer } from '#kernel/query.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { anotherSite } from '#test/sites.ts';
import { arrange, type Clinic, clinic, entries, type Member, one, patients } from '#test/staff.ts';
import { block } from '#test/work.ts';
import { bookAppointment } from '../schedule/book-appointment.ts';
import type { ReadUser, UpdateUser } from './contract.ts';
import { previewSiteRemoval } from './preview-site-removal.ts';
import { readUser } from './read-user.ts';
import { giveRole, leave, lockAway, roleThatMay } from './test-person.ts';
import { updateUser } from './update-user.ts';

let db: TestDatabase;
let c: Clinic;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  c = await clinic(db.owner);
});

type Change = Input<typeof UpdateUser>;
const read = (who: Member) => answer(db.pool, c.ada.caller, readUser, { userId: who.id });
const asItIs = ({ roles, sites, ...user }: Output<typeof ReadUser>): Change => {
  const {
    userId,
    lastName,
    firstName,
    type,
    speciality,
    address,
    homePhone,
    workPhone,
    cellPhone,
    fax,
    contactEmail,
    version,
  } = user;
  const contact = { address, homePhone, workPhone, cellPhone, fax, contactEmail };
  const roleIds = roles.map(({ id }) => id as Id<'role'>);
  const siteIds = sites.map(({ id }) => id as Id<'site'>);
  return { userId, lastName, firstName, type, speciality, ...contact, roleIds, siteIds, version };
};
/** Bo is booked there, so long from now. */
const bookAt = (siteId: Id<'site'>, patientId: string, from: string, status = 'booked') =>
  arrange(db.owner, c.id, () =>
    db.owner.query(
      `insert into appointment (clinic_id, holder_id, patient_id, site_id, starts_at, ends_at, status)
       values ($1, $2, $3, $4, now() + $5::interval, now() + $5::interval + interval '15 minutes', $6)`,
      [c.id, c.bo.id, patientId, siteId, from, status],
    ),
  );
const update = async (who: Member, given: Partial<Change>, by: Member = c.ada) =>
  perform(db.pool, by.caller, updateUser, { ...asItIs(await read(who)), ...given });
test('changes what is given, and the entry says what was and what is', async () => {
  const siteId = await anotherSite(db.owner, c);
  const { version } = await update(c.bo, {
    lastName: ' Castellane-Ruiz ',
    workPhone: '250-555-0130',
    siteIds: [siteId],
    roleIds: [c.roles.doctor, c.roles.frontDesk],
  });
  expect(version).toBe(2);
  expect(await read(c.bo)).toMatchObject({
    lastName: 'Castellane-Ruiz',
    firstName: 'Bo',
    workPhone: '250-555-0130',
    sites: [{ id: siteId, name: 'Fernhill' }],
    roles: [{ name: 'doctor' }, { name: 'front desk' }],
    status: 'active',
    version: 2,
  });
  expect(await entries(db.owner, c.id)).toEqual([
    {
      actor_id: c.ada.id,
      action: 'users.update-user',
      outcome: 'done',
      subject_user_id: c.bo.id,
      patient_id: null,
      reason: null,
      facts: {
        before: { lastName: 'Castellane', workPhone: '', roles: ['doctor'], sites: ['Alder Point'] },
        after: {
          lastName: 'Castellane-Ruiz',
          workPhone: '250-555-0130',
          roles: ['doctor', 'front desk'],
          sites: ['Fernhill'],
        },
      },
    },
  ]);
});

test('a locked user can be changed too, and stays locked', async () => {
  await lockAway(db.owner, c, c.bo.id);
  await update(c.bo, { speciality: 'Obstetrics' });
  expect(await read(c.bo)).toMatchObject({ speciality: 'Obstetrics', status: 'locked', lockedReason: 'badge lost' });
});

test('a site that has closed is nobody’s, and is not given', async () => {
  const siteId = await anotherSite(db.owner, c);
  await update(c.bo, { siteIds: [c.siteId, siteId] });
  await arrange(db.owner, c.id, () => db.owner.query('update site set closed_at = now() where site_id = $1', [siteId]));
  expect((await read(c.bo)).sites).toEqual([{ id: c.siteId, name: 'Alder Point' }]);
  await expect(update(c.cy, { siteIds: [siteId] })).rejects.toThrow('site/not-found');
});

test('where the clinic has one open site, nobody loses it', async () => {
  await update(c.bo, { siteIds: [] });
  expect((await read(c.bo)).sites).toEqual([{ id: c.siteId, name: 'Alder Point' }]);
});

test('a role one could not give oneself can be left where it is', async () => {
  const clerk = await roleThatMay(db.owner, c, 'clerk', ['users.update-user', 'users.read-user']);
  await giveRole(db.owner, c, c.dee.id, clerk);
  await update(c.ada, { cellPhone: '250-555-0101' }, c.dee);
  expect(await read(c.ada)).toMatchObject({
    cellPhone: '250-555-0101',
    roles: [{ name: 'admin' }, { name: 'doctor' }],
  });
  await expect(update(c.dee, { roleIds: [clerk, c.roles.admin] }, c.dee)).rejects.toThrow('user/role-not-yours');
});

describe('refused, it changes nothing and leaves the refusal in the log', () => {
  const refused = async (code: string, given: Promise<Partial<Change>> | Partial<Change>, who = c.bo, by = c.ada) => {
    const before = await read(who);
    const change = { ...asItIs(before), ...(await given) };
    await expect(perform(db.pool, by.caller, updateUser, change)).rejects.toThrow(code);
    expect(await read(who)).toEqual(before);
    expect((await entries(db.owner, c.id)).at(-1)).toMatchObject({
      actor_id: by.id,
      action: 'users.update-user',
      outcome: 'refused',
      reason: code,
    });
  };

  test('request/version-stale', () => refused('request/version-stale', { version: 9, lastName: 'Other' }));
  test('user/role-missing', () => refused('user/role-missing', { roleIds: [] }));
  test('role/not-found', () => refused('role/not-found', { roleIds: [randomUUID() as Id<'role'>] }));
  test('role of another clinic', async () =>
    refused('role/not-found', { roleIds: [(await clinic(db.owner)).roles.admin] }));
  test('site of another clinic', async () => refused('site/not-found', { siteIds: [(await clinic(db.owner)).siteId] }));
  test('user of another clinic', async () => refused('user/not-found', { userId: (await clinic(db.owner)).bo.id }));
  test('user/booked-at-site, patients closed to the actor included; what has been, or is cancelled, does not count', async () => {
    const fernhill = await anotherSite(db.owner, c, { users: [c.bo] });
    const [patientId = ''] = await patients(db.owner, c.id, ['Arroyo, Pia']);
    const sites = { siteIds: [c.siteId] };
    await bookAt(fernhill, patientId, '-1 day');
    await bookAt(fernhill, patientId, '1 day', 'cancelled');
    await bookAt(c.siteId, patientId, '1 day');
    await update(c.bo, sites);
    await update(c.bo, { siteIds: [c.siteId, fernhill] });
    await bookAt(fernhill, patientId, '1 day');
    await block(db.owner, c, c.ada.id, [patientId]);
    await refused('user/booked-at-site', sites);
    expect((await entries(db.owner, c.id)).at(-1)?.facts).toEqual({
      name: 'Bo Castellane',
      site: 'Fernhill',
      appointments: 1,
    });
    const { booked } = await answer(db.pool, c.ada.caller, previewSiteRemoval, { userId: c.bo.id });
    expect(booked).toMatchObject([
      { siteId: c.siteId, appointments: 1 },
      { siteId: fernhill, appointments: 1 },
    ]);
  });
  test('user/last-administrator', () => refused('user/last-administrator', { roleIds: [c.roles.doctor] }, c.ada));
  test('role/own-last-right', async () => {
    await giveRole(db.owner, c, c.cy.id, c.roles.admin);
    await refused('role/own-last-right', { roleIds: [c.roles.doctor] }, c.ada);
  });
  test('actor/not-permitted', () => refused('actor/not-permitted', { lastName: 'Other' }, c.bo, c.dee));
  test('user/already-inactive', async () => {
    await leave(db.owner, c, c.bo.id);
    await refused('user/already-inactive', { roleIds: [c.roles.doctor] });
  });
});

test('a stale version is said before anything else, so that both can be looked at', async () => {
  const seen = asItIs(await read(c.bo));
  await update(c.bo, { roleIds: [c.roles.frontDesk] });
  const late = perform(db.pool, c.ada.caller, updateUser, { ...seen, roleIds: [] });
  await expect(late).rejects.toThrow('request/version-stale');
});

test('an administrator who cannot sign in, or is locked, does not count as one', async () => {
  await giveRole(db.owner, c, c.cy.id, c.roles.admin);
  await lockAway(db.owner, c, c.cy.id);
  await expect(update(c.ada, { roleIds: [c.roles.doctor] })).rejects.toThrow('user/last-administrator');
  await giveRole(db.owner, c, c.bo.id, c.roles.admin);
  await arrange(db.owner, c.id, () => db.owner.query('delete from credentials where user_id = $1', [c.bo.id]));
  await expect(update(c.ada, { roleIds: [c.roles.doctor] })).rejects.toThrow('user/last-administrator');
});

test('booked while the site is taken away: one of the two is refused', async () => {
  const fernhill = await anotherSite(db.owner, c, { users: [c.bo, c.ada] });
  const [patientId] = await patients(db.owner, c.id, ['Arroyo, Pia']);
  const seen = asItIs(await read(c.bo));
  const slot = { providerId: c.bo.id, siteId: fernhill, day: '2999-01-02', start: '10:00', durationMinutes: 15 };
  const book = { ...slot, patientId: patientId as Id<'patient'>, reason: '' };
  const said = await Promise.allSettled([
    perform(db.pool, c.ada.caller, updateUser, { ...seen, siteIds: [c.siteId] }),
    perform(db.pool, c.ada.caller, bookAppointment, book),
  ]);
  const codes = said.flatMap((end) => (end.status === 'rejected' ? [(end.reason as Error).message] : []));
  expect([['user/booked-at-site'], ['schedule/not-at-site']]).toContainEqual(codes);
});

test('what somebody is booked for is no secret, and of nobody there is none', async () => {
  const ask = (userId: Id<'user'>, by = c.ada) => answer(db.pool, by.caller, previewSiteRemoval, { userId });
  expect(await ask(c.cy.id)).toEqual({ booked: [] });
  await expect(ask((await clinic(db.owner)).bo.id)).rejects.toThrow('user/not-found');
  await expect(ask(c.cy.id, c.bo)).rejects.toThrow('actor/not-permitted');
});

test('two who save at once: one wins, the other is told', async () => {
  await giveRole(db.owner, c, c.cy.id, c.roles.admin);
  const seen = asItIs(await read(c.bo));
  const said = await Promise.allSettled([
    perform(db.pool, c.ada.caller, updateUser, { ...seen, lastName: 'Ada’s' }),
    perform(db.pool, c.cy.caller, updateUser, { ...seen, lastName: 'Cy’s' }),
  ]);
  expect(said.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect(said.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'request/version-stale' } });
  expect((await read(c.bo)).version).toBe(2);
});

test.each<[string, string, (who: Clinic) => [Member, Member]]>([
  ['each takes it from the other', 'actor/not-permitted', ({ ada, cy }) => [cy, ada]],
])('two administrators at once, %s: one stays administrator', async (_, code, whom) => {
  await giveRole(db.owner, c, c.cy.id, c.roles.admin);
  const [first, second] = whom(c);
  const [a, b] = [asItIs(await read(first)), asItIs(await read(second))];
  const roleIds = [c.roles.doctor];
  const said = await Promise.allSettled([
    perform(db.pool, c.ada.caller, updateUser, { ...a, roleIds }),
    perform(db.pool, c.cy.caller, updateUser, { ...b, roleIds }),
  ]);
  expect(said.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code } });
  const admins = 'select count(*) from user_role where clinic_id = $1 and role_id = $2';
  expect(await one(db.owner, admins, [c.id, c.roles.admin])).toBe('1');
});
