import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { type Clinic, clinic, entries, type Member, one } from '#test/staff.ts';
import { updateUser } from '../users/update-user.ts';
import { deleteRole } from './delete-role.ts';
import { give, giveOnly, hashOf, madeRole, refusedWith } from './test-roles.ts';

let db: TestDatabase;
let c: Clinic;
let roleId: Id<'role'>;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  c = await clinic(db.owner);
  roleId = await madeRole(db.owner, c, 'nurse', ['charts.open-chart']);
});
const rolesOf = ({ id }: Member) =>
  one<string[]>(
    db.owner,
    `select array_agg(name order by name) from user_role join role using (clinic_id, role_id) where user_id = $1`,
    [id],
  );
const remove = async (replacementId?: Id<'role'>, by = c.ada) => {
  const instead = replacementId ? { replacementId } : {};
  const changeHash = await hashOf(db.pool, by, { roleId, deleted: true, ...instead });
  return perform(db.pool, by.caller, deleteRole, { roleId, version: 1, changeHash, ...instead });
};

test('its users get the other role instead, and the entry says what it was', async () => {
  await giveOnly(db.owner, c, c.bo, roleId);
  await giveOnly(db.owner, c, c.cy, roleId, c.roles.frontDesk);
  expect(await remove(c.roles.frontDesk)).toEqual({ roleId, usersMoved: 2 });
  expect([await rolesOf(c.bo), await rolesOf(c.cy)]).toEqual([['front desk'], ['front desk']]);
  expect(await one(db.owner, 'select count(*) from role where role_id = $1', [roleId])).toBe('0');
  expect((await entries(db.owner, c.id)).at(-1)).toMatchObject({
    action: 'roles.delete-role',
    outcome: 'done',
    facts: {
      roleId,
      before: { name: 'nurse', description: '', permissions: ['charts.open-chart'] },
      replacement: 'front desk',
      usersMoved: 2,
    },
  });
});

test('where everybody has another role, nothing need take its place', async () => {
  await give(db.owner, c, c.bo, roleId);
  await remove();
  expect(await rolesOf(c.bo)).toEqual(['doctor']);
});

describe('refused, nobody loses anything', () => {
  const refused = async (given: object, by = c.ada) => {
    const said = await refusedWith(db, c, by, deleteRole, { roleId, version: 1, changeHash: '', ...given });
    expect(await one(db.owner, 'select count(*) from role where role_id = $1', [roleId])).toBe('1');
    return said;
  };
  test('role/replacement-missing, with how many would be left without', async () => {
    await giveOnly(db.owner, c, c.bo, roleId);
    await giveOnly(db.owner, c, c.cy, roleId);
    await give(db.owner, c, c.dee, roleId);
    expect(await refused({})).toBe('role/replacement-missing');
    expect((await entries(db.owner, c.id)).at(-1)?.facts).toEqual({ users: 2 });
    expect(await rolesOf(c.bo)).toEqual(['nurse']);
  });
  test('role/replacement-is-itself', async () => {
    expect(await refused({ replacementId: roleId })).toBe('role/replacement-is-itself');
  });
  test('role/not-found', async () => {
    expect(await refused({ roleId: randomUUID() })).toBe('role/not-found');
    expect(await refused({ replacementId: randomUUID() })).toBe('role/not-found');
    expect(await refused({ replacementId: (await clinic(db.owner)).roles.frontDesk })).toBe('role/not-found');
  });
  test('role/system-managed', async () => {
    expect(await refused({ roleId: c.roles.doctor, replacementId: c.roles.frontDesk })).toBe('role/system-managed');
  });
  test('request/version-stale', async () => {
    expect(await refused({ version: 4 })).toBe('request/version-stale');
  });
  test('actor/not-permitted', async () => {
    expect(await refused({}, c.bo)).toBe('actor/not-permitted');
  });
  test('user/role-not-yours: nobody gives away more than they hold', async () => {
    const lead = await madeRole(db.owner, c, 'lead', ['roles.delete-role']);
    await give(db.owner, c, c.dee, lead);
    expect(await refused({ replacementId: c.roles.doctor }, c.dee)).toBe('user/role-not-yours');
  });
  test('role/change-outdated: another replacement, or more users than were looked at', async () => {
    await giveOnly(db.owner, c, c.dee, roleId);
    const to = { replacementId: c.roles.frontDesk };
    const changeHash = await hashOf(db.pool, c.ada, { roleId, deleted: true, ...to });
    expect(await refused({ replacementId: c.roles.doctor, changeHash })).toBe('role/change-outdated');
    await give(db.owner, c, c.bo, roleId);
    expect(await refused({ ...to, changeHash })).toBe('role/change-outdated');
  });
  test('role/own-last-right and user/last-administrator', async () => {
    const stewards = await madeRole(db.owner, c, 'steward', ['handover.deactivate-user', 'roles.delete-role']);
    await giveOnly(db.owner, c, c.dee, stewards, c.roles.frontDesk);
    const own = { roleId: stewards, version: 1 };
    expect(await refused(own, c.dee)).toBe('role/own-last-right');
    const lead = await madeRole(db.owner, c, 'lead', ['roles.delete-role']);
    await giveOnly(db.owner, c, c.ada, lead);
    expect(await refused(own)).toBe('user/last-administrator');
  });
});

test('deleted while somebody is given it: one goes first, and nobody is left without a role', async () => {
  await give(db.owner, c, c.cy, c.roles.admin);
  const bo = {
    userId: c.bo.id,
    lastName: 'Castellane',
    firstName: 'Bo',
    type: 'doctor' as const,
    speciality: '',
    address: '',
    homePhone: '',
    workPhone: '',
    cellPhone: '',
    fax: '',
    contactEmail: '',
    siteIds: [c.siteId],
    roleIds: [roleId],
    version: 1,
  };
  const both = await Promise.allSettled([remove(), perform(db.pool, c.cy.caller, updateUser, bo)]);
  const said = both.map((each) => (each.status === 'fulfilled' ? 'done' : (each.reason as Error).message)).join(' + ');
  expect(['done + role/not-found', 'role/replacement-missing + done']).toContain(said);
  expect(await rolesOf(c.bo)).toHaveLength(1);
});
