import { randomUUID } from 'node:crypto';
import { inject } from 'vitest';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Type } from 'typebox';
import type { Id } from '#kernel/brand.ts';
import { operation } from '#kernel/contract.ts';
import { operationsOf } from '#kernel/http.ts';
import { migrate } from '#kernel/migrate.ts';
import { answer } from '#kernel/query.ts';
import { features } from '#server/features.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic, entries, type Member } from '#test/staff.ts';
import { listPermissions } from './list-permissions.ts';
import { readAccess } from './read-access.ts';
import { agedByAYear, dayFromNow, give, giveOnly, heldBy, madeRole } from './test-roles.ts';

let db: TestDatabase;
let c: Clinic;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  c = await clinic(db.owner);
});
const read = ({ id }: Member, asOf: { day?: string; time?: string } = {}, by = c.ada) =>
  answer(db.pool, by.caller, readAccess, { userId: id, ...asOf });
const names = async (...asked: Parameters<typeof read>) =>
  (await read(...asked)).permissions.map(({ permission }) => permission);

test('everything a user can do, in sentences, with each role that gives it', async () => {
  const billing = await madeRole(db.owner, c, 'billing', ['claims.list-claims', 'audit.read-log']);
  await give(db.owner, c, c.bo, billing);
  const { permissions, ...bo } = await read(c.bo);
  expect(bo).toMatchObject({
    userId: c.bo.id,
    name: 'Bo Castellane',
    type: 'doctor',
    status: 'active',
    roles: [
      { roleId: billing, name: 'billing' },
      { roleId: c.roles.doctor, name: 'doctor' },
    ],
    sites: ['Alder Point'],
  });
  const through = (permission: string) =>
    permissions.find((one) => one.permission === permission)?.through.map(({ name }) => name);
  expect(through('claims.list-claims')).toEqual(['billing', 'doctor']);
  expect(through('audit.read-log')).toEqual(['billing']);
  expect(through('users.add-user')).toBeUndefined();
  const sentence = operationsOf(features).find(({ name }) => name === 'audit.read-log')?.says;
  expect(permissions.find(({ permission }) => permission === 'audit.read-log')?.says).toBe(sentence);
  expect(await entries(db.owner, c.id)).toEqual([]);
});

test('now, it is exactly what the database lets each of them do', async () => {
  await give(db.owner, c, c.dee, await madeRole(db.owner, c, 'billing', ['claims.list-claims']));
  const held = await heldBy(db.owner, c);
  for (const who of [c.ada, c.bo, c.cy, c.dee]) {
    expect(new Set(await names(who))).toEqual(held.get(who.id));
  }
});

describe('as of a past moment', () => {
  beforeEach(() => agedByAYear(db.owner, c));
  const yesterday = () => dayFromNow(db.owner, -1);

  test('with the roles, sites and permissions of then', async () => {
    const billing = await madeRole(db.owner, c, 'billing', ['claims.list-claims']);
    await giveOnly(db.owner, c, c.dee, billing);
    await arrange(db.owner, c.id, () => db.owner.query('delete from site_assignment where user_id = $1', [c.bo.id]));
    await giveOnly(db.owner, c, c.bo, billing);
    expect(await names(c.bo)).toEqual(['claims.list-claims']);
    const then = await read(c.bo, { day: await yesterday(), time: '14:00' });
    expect(then.roles.map(({ name }) => name)).toEqual(['doctor']);
    expect(then.sites).toEqual(['Alder Point']);
    expect(then.permissions.map(({ permission }) => permission)).toContain('charts.open-chart');
  });

  test('whoever has left can be asked about, for the time before', async () => {
    await arrange(db.owner, c.id, () => db.owner.query('delete from active_user where user_id = $1', [c.bo.id]));
    expect(await read(c.bo)).toMatchObject({ status: 'inactive', roles: [], permissions: [] });
    const then = await read(c.bo, { day: await yesterday() });
    expect([then.status, then.permissions.length > 20]).toEqual(['active', true]);
  });

  test('a role that was called otherwise, or is gone, is named as it was', async () => {
    const billing = await madeRole(db.owner, c, 'billing', ['claims.list-claims']);
    await giveOnly(db.owner, c, c.dee, billing);
    await arrange(db.owner, c.id, () =>
      db.owner.query(
        `update user_role_history set during = tstzrange(now() - interval '30 days', upper(during)) where role_id = $1 and upper_inf(during)`,
        [billing],
      ),
    );
    await arrange(db.owner, c.id, async () => {
      for (const table of ['role', 'role_permission']) {
        await db.owner.query(
          `update ${table}_history set during = tstzrange(now() - interval '30 days', null) where role_id = $1`,
          [billing],
        );
      }
    });
    await giveOnly(db.owner, c, c.dee, c.roles.frontDesk);
    await arrange(db.owner, c.id, () => db.owner.query('delete from role where role_id = $1', [billing]));
    expect((await read(c.dee, { day: await yesterday() })).permissions).toMatchObject([
      { permission: 'claims.list-claims', through: [{ roleId: billing, name: 'billing' }] },
    ]);
  });

  test('what is locked now was not locked then, and the other way round', async () => {
    const lock = `update clinic_user set locked_at = now(), locked_reason = 'badge lost' where user_id = $1`;
    await arrange(db.owner, c.id, () => db.owner.query(lock, [c.bo.id]));
    expect([(await read(c.bo)).status, (await read(c.bo, { day: await yesterday() })).status]).toEqual([
      'locked',
      'active',
    ]);
  });

  test('role/moment-to-come and role/not-on-record', async () => {
    await expect(read(c.bo, { day: await dayFromNow(db.owner, 1) })).rejects.toThrow('role/moment-to-come');
    await expect(read(c.bo, { day: await dayFromNow(db.owner, -400) })).rejects.toThrow('role/not-on-record');
  });
});

test('user/not-found, also of another clinic, and actor/not-permitted', async () => {
  await expect(read({ ...c.bo, id: randomUUID() as Id<'user'> })).rejects.toThrow('user/not-found');
  await expect(read((await clinic(db.owner)).bo)).rejects.toThrow('user/not-found');
  await expect(read(c.cy, {}, c.bo)).rejects.toThrow('actor/not-permitted');
});

test('a new operation stands there by itself, granted to nobody but admin; one that is no longer offered is gone', async () => {
  const own = await testDatabase();
  try {
    c = await clinic(own.owner);
    const made = operation({
      name: 'faxes.send-fax',
      says: 'Send a fax.',
      method: 'POST',
      path: '/faxes',
      input: Type.Object({}),
      output: Type.Object({}),
      refusals: [],
    });
    const address = inject('cluster').replace('*', own.name);
    const holders = async () => {
      const held = await heldBy(own.owner, c);
      return [c.ada, c.bo, c.cy, c.dee].filter(({ id }) => held.get(id)?.has('faxes.send-fax'));
    };
    const listed = async () => (await answer(own.pool, c.ada.caller, listPermissions, {})).permissions;
    await migrate(address, { operations: [...operationsOf(features), made] });
    expect(await holders()).toEqual([c.ada]);
    expect(await listed()).toContainEqual({ permission: 'faxes.send-fax', says: 'Send a fax.', mayGive: true });
    await migrate(address, { operations: operationsOf(features) });
    expect(await holders()).toEqual([]);
    expect((await listed()).map(({ permission }) => permission)).not.toContain('faxes.send-fax');
  } finally {
    await own.drop();
  }
});
