import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { randomUUID } from 'node:crypto';
import type { Id } from '#kernel/brand.ts';
import { operationsOf } from '#kernel/http.ts';
import { permissionOf } from '#kernel/contract.ts';
import { answer } from '#kernel/query.ts';
import { features } from '#server/features.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic, one } from '#test/staff.ts';
import { listPermissions } from './list-permissions.ts';
import { listRoles } from './list-roles.ts';
import { readRole } from './read-role.ts';
import { give, madeRole } from './test-roles.ts';

let db: TestDatabase;
let c: Clinic;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  c = await clinic(db.owner);
});
const offered = () => one<number>(db.owner, 'select count(*)::int from permission where offered');

test('each role with how many have it and how much it allows, the system roles first', async () => {
  await madeRole(db.owner, c, 'Billing', ['claims.list-claims', 'claims.take-claim']);
  const { roles } = await answer(db.pool, c.ada.caller, listRoles, {});
  const doctor = await one<number>(db.owner, 'select count(*)::int from permission where offered and doctor');
  expect(roles).toEqual([
    {
      roleId: c.roles.admin,
      name: 'admin',
      description: '',
      system: 'admin',
      users: 1,
      permissions: await offered(),
      mayCopy: true,
    },
    {
      roleId: c.roles.doctor,
      name: 'doctor',
      description: '',
      system: 'doctor',
      users: 3,
      permissions: doctor,
      mayCopy: true,
    },
    {
      roleId: expect.any(String),
      name: 'Billing',
      description: '',
      system: null,
      users: 0,
      permissions: 2,
      mayCopy: true,
    },
    {
      roleId: c.roles.frontDesk,
      name: 'front desk',
      description: '',
      system: null,
      users: 1,
      permissions: 0,
      mayCopy: true,
    },
  ]);
});

test('only somebody who holds all of a role may copy it', async () => {
  const lead = await madeRole(db.owner, c, 'lead', ['roles.list-roles', 'claims.list-claims']);
  await give(db.owner, c, c.dee, lead);
  const { roles } = await answer(db.pool, c.dee.caller, listRoles, {});
  expect(roles.filter(({ mayCopy }) => mayCopy).map(({ name }) => name)).toEqual(['front desk', 'lead']);
});

test('without the permission nobody sees them', async () => {
  await expect(answer(db.pool, c.bo.caller, listRoles, {})).rejects.toThrow('actor/not-permitted');
  await expect(answer(db.pool, c.bo.caller, readRole, { roleId: c.roles.doctor })).rejects.toThrow(
    'actor/not-permitted',
  );
});

describe('one role', () => {
  const read = (roleId: Id<'role'>, after?: string) =>
    answer(db.pool, c.ada.caller, readRole, after ? { roleId, after } : { roleId });

  test('what it allows in sentences, who has it, and whether they have another', async () => {
    const roleId = await madeRole(db.owner, c, 'billing', ['claims.take-claim', 'audit.read-log']);
    await give(db.owner, c, c.dee, roleId);
    await arrange(db.owner, c.id, () =>
      db.owner.query('delete from user_role where user_id = $1 and role_id = $2', [c.dee.id, c.roles.frontDesk]),
    );
    await give(db.owner, c, c.bo, roleId);
    const sentence = (name: string) => operationsOf(features).find((each) => each.name === name)?.says;
    expect(await read(roleId)).toEqual({
      roleId,
      secondFactor: null,
      withoutFactor: 0,
      name: 'billing',
      description: '',
      system: null,
      permissions: ['audit.read-log', 'claims.take-claim'].map((permission) => ({
        permission,
        says: sentence(permission),
      })),
      mayCopy: true,
      users: 2,
      holders: [
        { userId: c.bo.id, name: 'Bo Castellane', deactivated: false, onlyRole: false },
        { userId: c.dee.id, name: 'Dee Hartwell', deactivated: false, onlyRole: true },
      ],
      next: null,
      version: 1,
    });
  });

  test('a system role has what it is for', async () => {
    expect((await read(c.roles.admin)).permissions).toHaveLength(await offered());
    expect((await read(c.roles.doctor)).permissions.map(({ permission }) => permission)).toContain('charts.open-chart');
  });

  test('many users come page by page', async () => {
    await arrange(db.owner, c.id, async () => {
      await db.owner.query(
        `with made as (insert into clinic_user (clinic_id, user_number, last_name, first_name, type)
           select $1, 5000 + n, 'Many', 'N' || lpad(n::text, 3, '0'), 'nurse' from generate_series(1, 60) n returning user_id),
         active as (insert into active_user (clinic_id, user_id) select $1, user_id from made returning user_id)
         insert into user_role select $1, user_id, $2 from active`,
        [c.id, c.roles.frontDesk],
      );
    });
    const first = await read(c.roles.frontDesk);
    const second = await read(c.roles.frontDesk, first.next ?? '');
    expect([first.users, first.holders.length, second.holders.length, second.next]).toEqual([61, 50, 11, null]);
    expect(new Set([...first.holders, ...second.holders].map(({ userId }) => userId)).size).toBe(61);
  });

  test('role/not-found, also of another clinic', async () => {
    await expect(read(randomUUID() as Id<'role'>)).rejects.toThrow('role/not-found');
    await expect(read((await clinic(db.owner)).roles.admin)).rejects.toThrow('role/not-found');
  });

  test('request/cursor-unknown', () => expect(read(c.roles.admin, 'x')).rejects.toThrow('request/cursor-unknown'));
});

describe('the permissions there are', () => {
  test('are the operations that need one, each with its own sentence, and what the caller may give', async () => {
    const { permissions } = await answer(db.pool, c.bo.caller, listPermissions, {});
    const wanted = operationsOf(features).filter((each) => permissionOf(each) !== null);
    const expected = wanted.map(({ name, says, doctor = false }) => ({ permission: name, says, mayGive: doctor }));
    expect(permissions).toEqual(expected.toSorted((a, b) => (a.permission < b.permission ? -1 : 1)));
  });
});
