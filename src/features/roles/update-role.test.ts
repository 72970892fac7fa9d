import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import { buildApp } from '#server/app.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic, entries, one } from '#test/staff.ts';
import { give, giveOnly, hashOf, madeRole, refusedWith } from './test-roles.ts';
import { updateRole } from './update-role.ts';

let db: TestDatabase;
let app: FastifyInstance;
let c: Clinic;
let roleId: Id<'role'>;
beforeAll(async () => {
  db = await testDatabase();
  app = await buildApp(db.pool);
});
afterAll(async () => {
  await app.close();
  await db.drop();
});
beforeEach(async () => {
  c = await clinic(db.owner);
  roleId = await madeRole(db.owner, c, 'nurse', ['charts.open-chart', 'tasks.add-task']);
});

const asItIs = () => ({
  roleId,
  name: 'nurse',
  description: '',
  permissions: ['charts.open-chart', 'tasks.add-task'],
  version: 1,
});
type Change = Partial<ReturnType<typeof asItIs>>;
const update = async (given: Change, by = c.ada) => {
  const change = { ...asItIs(), ...given };
  const changeHash = await hashOf(db.pool, by, { roleId: change.roleId, permissions: change.permissions });
  return perform(db.pool, by.caller, updateRole, { ...change, changeHash });
};
const allows = () =>
  one<string[]>(db.owner, 'select array_agg(permission order by permission) from role_permission where role_id = $1', [
    roleId,
  ]);

test('changes what is given; the entry says what was, what is, and which permissions came and went', async () => {
  const permissions = ['charts.open-chart', 'claims.list-claims'];
  const { version } = await update({ name: 'Nurse', description: 'Charts.', permissions });
  expect([version, await allows()]).toEqual([2, permissions]);
  expect(await entries(db.owner, c.id)).toMatchObject([
    {
      actor_id: c.ada.id,
      action: 'roles.update-role',
      outcome: 'done',
      facts: {
        roleId,
        before: { name: 'nurse', description: '' },
        after: { name: 'Nurse', description: 'Charts.' },
        added: ['claims.list-claims'],
        removed: ['tasks.add-task'],
      },
    },
  ]);
});

test('acts on the very next request of whoever has the role', async () => {
  await giveOnly(db.owner, c, c.dee, roleId);
  const status = async () => (await app.inject({ url: '/api/claims', headers: { cookie: c.dee.cookie } })).statusCode;
  expect(await status()).toBe(403);
  await update({ permissions: ['claims.list-claims'] });
  expect(await status()).toBe(200);
  await update({ permissions: [], version: 2 });
  expect(await status()).toBe(403);
});

test('changing only the permissions is a new version too', async () => {
  expect((await update({ permissions: [] })).version).toBe(2);
});

test('what a role names and the code no longer offers stays as it is', async () => {
  await arrange(db.owner, c.id, async () => {
    await db.owner.query(
      `insert into permission (permission, doctor, offered) values ('faxes.send-fax', false, false) on conflict do nothing`,
    );
    await db.owner.query(`insert into role_permission values ($1, $2, 'faxes.send-fax')`, [c.id, roleId]);
  });
  await update({ permissions: ['tasks.add-task'] });
  expect(await allows()).toEqual(['faxes.send-fax', 'tasks.add-task']);
});

describe('refused, it changes nothing', () => {
  const refused = async (given: Change & { changeHash?: string }, by = c.ada) => {
    const before = await allows();
    const said = await refusedWith(db, c, by, updateRole, { ...asItIs(), changeHash: '', ...given });
    expect(await allows()).toEqual(before);
    return said;
  };
  test('request/version-stale', async () => {
    expect(await refused({ version: 7 })).toBe('request/version-stale');
  });
  test('role/not-found', async () => {
    expect(await refused({ roleId: randomUUID() as Id<'role'> })).toBe('role/not-found');
    expect(await refused({ roleId: (await clinic(db.owner)).roles.frontDesk })).toBe('role/not-found');
  });
  test('role/system-managed', async () => {
    expect(await refused({ roleId: c.roles.doctor })).toBe('role/system-managed');
  });
  test('role/name-taken and role/name-short', async () => {
    expect(await refused({ name: 'FRONT DESK' })).toBe('role/name-taken');
    expect(await refused({ name: 'n' })).toBe('role/name-short');
  });
  test('role/unknown-permission', async () => {
    expect(await refused({ permissions: ['charts.fly'] })).toBe('role/unknown-permission');
  });
  test('role/permission-not-yours: what is new must be one’s own, what was there may stay', async () => {
    const lead = await madeRole(db.owner, c, 'lead', ['roles.update-role', 'roles.preview-role-change']);
    await give(db.owner, c, c.dee, lead);
    const more = { permissions: ['charts.open-chart', 'tasks.add-task', 'claims.list-claims'] };
    expect(await refused(more, c.dee)).toBe('role/permission-not-yours');
    await update({ permissions: ['charts.open-chart'] }, c.dee);
  });
  test('role/change-outdated: who gains and loses is no longer what was looked at', async () => {
    await giveOnly(db.owner, c, c.dee, roleId);
    const permissions = ['charts.open-chart', 'claims.list-claims'];
    const changeHash = await hashOf(db.pool, c.ada, { roleId, permissions });
    expect(await refused({ permissions: ['charts.open-chart'], changeHash })).toBe('role/change-outdated');
    await give(db.owner, c, c.bo, roleId); // he holds it all as a doctor, and still is one more
    expect(await refused({ permissions, changeHash })).toBe('role/change-outdated');
    await update({ permissions });
  });
  test('actor/not-permitted', async () => {
    expect(await refused({}, c.bo)).toBe('actor/not-permitted');
  });
  test('nobody puts a list beside a system role, by no path', async () => {
    const insert = () =>
      db.owner.query(`insert into role_permission values ($1, $2, 'claims.list-claims')`, [c.id, c.roles.doctor]);
    await expect(arrange(db.owner, c.id, insert)).rejects.toMatchObject({ constraint: 'role_system_managed' });
  });
});

describe('the right to administer', () => {
  const steward = ['handover.deactivate-user', 'roles.update-role', 'roles.delete-role'];
  let stewards: Id<'role'>;
  beforeEach(async () => {
    stewards = await madeRole(db.owner, c, 'steward', steward);
  });
  const change = (permissions: string[]) => ({
    roleId: stewards,
    name: 'steward',
    description: '',
    permissions,
    changeHash: '',
    version: 1,
  });

  test('role/own-last-right: not from oneself, while others have it', async () => {
    await giveOnly(db.owner, c, c.dee, stewards);
    expect(await refusedWith(db, c, c.dee, updateRole, change(['roles.update-role']))).toBe('role/own-last-right');
    await update(change(['roles.update-role']));
  });

  test('through another role one keeps it', async () => {
    await give(db.owner, c, c.ada, stewards);
    await update(change([]));
  });

  test('user/last-administrator: not from the last of the clinic', async () => {
    await giveOnly(db.owner, c, c.dee, stewards);
    const lead = await madeRole(db.owner, c, 'lead', ['roles.update-role']);
    await giveOnly(db.owner, c, c.ada, lead);
    expect(await refusedWith(db, c, c.ada, updateRole, change([]))).toBe('user/last-administrator');
  });
});

test('two who save at once: one wins, the other is told', async () => {
  await give(db.owner, c, c.cy, c.roles.admin);
  const both = await Promise.allSettled([update({ name: 'by Ada' }), update({ name: 'by Cy' }, c.cy)]);
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'request/version-stale' } });
});
