import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import { answer } from '#kernel/query.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { type Clinic, clinic, entries } from '#test/staff.ts';
import { copyRole } from './copy-role.ts';
import { readRole } from './read-role.ts';
import { give, madeRole, refusedWith } from './test-roles.ts';

let db: TestDatabase;
let c: Clinic;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  c = await clinic(db.owner);
});

test.each(['doctor', 'admin'] as const)(
  'a copy of %s allows the same, belongs to the clinic, and nobody has it',
  async (name) => {
    const original = await answer(db.pool, c.ada.caller, readRole, { roleId: c.roles[name] });
    const described = { name: 'locum', description: 'For a summer.' };
    const { roleId } = await perform(db.pool, c.ada.caller, copyRole, { roleId: c.roles[name], ...described });
    const copy = await answer(db.pool, c.ada.caller, readRole, { roleId });
    expect(copy).toEqual({ ...original, roleId, ...described, system: null, users: 0, holders: [] });
    expect((await entries(db.owner, c.id)).at(-1)).toMatchObject({
      action: 'roles.copy-role',
      outcome: 'done',
      facts: {
        roleId,
        copyOf: name,
        after: { name: 'locum', permissions: expect.arrayContaining(['charts.open-chart']) },
      },
    });
  },
);

test('refusals', async () => {
  const refused = (roleId: Id<'role'>, name: string, by = c.ada) =>
    refusedWith(db, c, by, copyRole, { roleId, name, description: '' });
  expect(await refused(randomUUID() as Id<'role'>, 'locum')).toBe('role/not-found');
  expect(await refused(c.roles.doctor, 'Doctor')).toBe('role/name-taken');
  expect(await refused(c.roles.doctor, 'dr')).toBe('role/name-short');
  expect(await refused(c.roles.doctor, 'locum', c.bo)).toBe('actor/not-permitted');
  const lead = await madeRole(db.owner, c, 'lead', ['roles.copy-role']);
  await give(db.owner, c, c.dee, lead);
  expect(await refused(c.roles.doctor, 'locum', c.dee)).toBe('role/permission-not-yours');
  await perform(db.pool, c.dee.caller, copyRole, { roleId: lead, name: 'lead two', description: '' });
});
