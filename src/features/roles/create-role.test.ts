import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { perform } from '#kernel/command.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { type Clinic, clinic, entries, one } from '#test/staff.ts';
import { createRole } from './create-role.ts';
import { give, heldBy, madeRole, refusedWith } from './test-roles.ts';

let db: TestDatabase;
let c: Clinic;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  c = await clinic(db.owner);
});

const nurse = {
  name: ' nurse ',
  description: ' Charts and results. ',
  permissions: ['charts.open-chart', 'results.read-result'],
};

test('makes a role that allows what was chosen, and nobody has it', async () => {
  const before = await heldBy(db.owner, c);
  const { roleId, version } = await perform(db.pool, c.ada.caller, createRole, nurse);
  expect(version).toBe(1);
  const { rows } = await db.owner.query('select name, description, system from role where role_id = $1', [roleId]);
  expect(rows).toEqual([{ name: 'nurse', description: 'Charts and results.', system: null }]);
  const allowed = 'select array_agg(permission order by permission) from role_permission where role_id = $1';
  expect(await one(db.owner, allowed, [roleId])).toEqual(nurse.permissions);
  expect(await heldBy(db.owner, c)).toEqual(before);
  expect(await entries(db.owner, c.id)).toMatchObject([
    {
      actor_id: c.ada.id,
      action: 'roles.create-role',
      outcome: 'done',
      facts: { roleId, after: { name: 'nurse', description: 'Charts and results.', permissions: nurse.permissions } },
    },
  ]);
});

test('a role may allow nothing yet', async () => {
  await perform(db.pool, c.ada.caller, createRole, { ...nurse, permissions: [] });
});

describe('refused', () => {
  const refused = (given: Partial<typeof nurse>, by = c.ada) =>
    refusedWith(db, c, by, createRole, { ...nurse, ...given });

  test.each(['Front Desk', 'DOCTOR', ' admin'])('role/name-taken, whatever the case: %s', async (name) => {
    expect(await refused({ name })).toBe('role/name-taken');
  });
  test.each(['ab', ' ab  '])('role/name-short: %s', async (name) => {
    expect(await refused({ name })).toBe('role/name-short');
  });
  test('role/unknown-permission', async () => {
    expect(await refused({ permissions: ['charts.fly'] })).toBe('role/unknown-permission');
  });
  test('role/permission-not-yours: nobody makes what they do not hold', async () => {
    const lead = await madeRole(db.owner, c, 'lead', ['roles.create-role', 'charts.open-chart']);
    await give(db.owner, c, c.dee, lead);
    expect(await refused({}, c.dee)).toBe('role/permission-not-yours');
    await perform(db.pool, c.dee.caller, createRole, { ...nurse, permissions: ['charts.open-chart'] });
  });
  test('actor/not-permitted', async () => {
    expect(await refused({}, c.bo)).toBe('actor/not-permitted');
  });
});

test('two who make one name at once make one role', async () => {
  await give(db.owner, c, c.cy, c.roles.admin);
  const both = await Promise.allSettled(
    [c.ada, c.cy].map(({ caller }, at) =>
      perform(db.pool, caller, createRole, { ...nurse, name: at ? 'Nurse' : 'nurse' }),
    ),
  );
  expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'role/name-taken' } });
});
