import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import { answer } from '#kernel/query.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { type Clinic, clinic, entries } from '#test/staff.ts';
import type { Effect } from './contract.ts';
import { deleteRole } from './delete-role.ts';
import { previewRoleChange } from './preview-role-change.ts';
import { give, giveOnly, heldBy, madeRole } from './test-roles.ts';
import { updateRole } from './update-role.ts';

let db: TestDatabase;
let c: Clinic;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  c = await clinic(db.owner);
});
const names = (permissions: Effect['gains']) => permissions.map(({ permission }) => permission);
const short = (effects: readonly Effect[]) =>
  effects.map(({ gains, loses, users, named }) => ({
    gains: names(gains),
    loses: names(loses),
    users,
    named: named.map(({ name }) => name),
  }));

test('users for whom it comes to the same stand together; what another role gives is not lost', async () => {
  const roleId = await madeRole(db.owner, c, 'nurse', ['charts.open-chart', 'claims.list-claims']);
  await give(db.owner, c, c.bo, roleId);
  await give(db.owner, c, c.cy, roleId);
  await giveOnly(db.owner, c, c.dee, roleId);
  const permissions = ['results.read-result'];
  const said = await answer(db.pool, c.ada.caller, previewRoleChange, { roleId, permissions });
  // The role doctor goes on giving Bo and Cy all of it.
  expect({ ...said, effects: short(said.effects) }).toEqual({
    users: 3,
    effects: [
      { gains: permissions, loses: ['charts.open-chart', 'claims.list-claims'], users: 1, named: ['Dee Hartwell'] },
    ],
    leftWithout: { users: 0, named: [] },
    changeHash: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
  expect(said.effects[0]?.gains[0]?.says).toMatch(/\.$/);
  expect(await entries(db.owner, c.id)).toEqual([]);
});

test('a deletion says who would be left without any role, and what a replacement would change', async () => {
  const roleId = await madeRole(db.owner, c, 'nurse', ['charts.open-chart']);
  await giveOnly(db.owner, c, c.dee, roleId);
  await give(db.owner, c, c.bo, roleId);
  const alone = await answer(db.pool, c.ada.caller, previewRoleChange, { roleId, deleted: true });
  expect(alone.leftWithout).toEqual({
    users: 1,
    named: [{ userId: c.dee.id, name: 'Dee Hartwell', deactivated: false }],
  });
  expect(short(alone.effects)).toEqual([
    { gains: [], loses: ['charts.open-chart'], users: 1, named: ['Dee Hartwell'] },
  ]);
  const replacementId = await madeRole(db.owner, c, 'aide', ['tasks.add-task']);
  const replaced = await answer(db.pool, c.ada.caller, previewRoleChange, { roleId, deleted: true, replacementId });
  expect(replaced.leftWithout.users).toBe(0);
  expect(short(replaced.effects)).toEqual([
    { gains: ['tasks.add-task'], loses: ['charts.open-chart'], users: 1, named: ['Dee Hartwell'] },
  ]);
});

test('it is what saving then does, for any roles and any change', async () => {
  const some = ['charts.open-chart', 'claims.list-claims', 'tasks.add-task', 'audit.read-log'];
  const list = fc.subarray(some);
  const whom = fc.subarray(['bo', 'cy', 'dee'] as const);
  await fc.assert(
    fc.asyncProperty(
      fc.record({ had: list, other: list, wanted: list, whom, also: whom, deleted: fc.boolean() }),
      async ({ had, other, wanted, whom: holders, also, deleted }) => {
        c = await clinic(db.owner);
        const roleId = await madeRole(db.owner, c, 'first', had);
        const otherId = await madeRole(db.owner, c, 'second', other);
        for (const who of holders) await giveOnly(db.owner, c, c[who], roleId);
        for (const who of also) await give(db.owner, c, c[who], otherId);
        const before = await heldBy(db.owner, c);
        const change = deleted ? { deleted, replacementId: otherId } : { permissions: wanted };
        const { effects, changeHash } = await answer(db.pool, c.ada.caller, previewRoleChange, { roleId, ...change });
        const input = { roleId, version: 1, changeHash };
        await (deleted
          ? perform(db.pool, c.ada.caller, deleteRole, { ...input, replacementId: otherId })
          : perform(db.pool, c.ada.caller, updateRole, {
              ...input,
              name: 'first',
              description: '',
              permissions: wanted,
            }));
        const after = await heldBy(db.owner, c);
        const less = (a: ReadonlySet<string>, b: ReadonlySet<string>) => [...a].filter((one) => !b.has(one)).toSorted();
        const none = new Set<string>();
        const really = [...before].flatMap(([userId, held]) => {
          const now = after.get(userId) ?? none;
          const one = { userId, gains: less(now, held), loses: less(held, now) };
          return one.gains.length + one.loses.length > 0 ? [one] : [];
        });
        const foretold = effects.flatMap(({ named, gains, loses }) =>
          named.map(({ userId }) => ({ userId, gains: names(gains), loses: names(loses) })),
        );
        const sorted = (list_: typeof really) => list_.toSorted((a, b) => (a.userId < b.userId ? -1 : 1));
        expect(sorted(foretold)).toEqual(sorted(really));
        expect(effects.every(({ users, named }) => users === named.length)).toBe(true);
      },
    ),
    { numRuns: 25, seed: 7 },
  );
});

describe('refused as saving would be', () => {
  let roleId: Id<'role'>;
  beforeEach(async () => {
    roleId = await madeRole(db.owner, c, 'nurse', ['charts.open-chart']);
  });
  const refused = async (given: object, code: string, by = c.ada) =>
    expect(answer(db.pool, by.caller, previewRoleChange, { roleId, ...given })).rejects.toThrow(code);

  test('role/not-found', async () => {
    await refused({ roleId: randomUUID() }, 'role/not-found');
    await refused({ deleted: true, replacementId: randomUUID() }, 'role/not-found');
  });
  test('role/system-managed', () => refused({ roleId: c.roles.admin }, 'role/system-managed'));
  test('role/unknown-permission', () => refused({ permissions: ['charts.fly'] }, 'role/unknown-permission'));
  test('role/replacement-is-itself', () =>
    refused({ deleted: true, replacementId: roleId }, 'role/replacement-is-itself'));
  test('role/permission-not-yours and user/role-not-yours', async () => {
    await give(db.owner, c, c.dee, await madeRole(db.owner, c, 'lead', ['roles.preview-role-change']));
    await refused({ permissions: ['claims.list-claims'] }, 'role/permission-not-yours', c.dee);
    await refused({ deleted: true, replacementId: c.roles.doctor }, 'user/role-not-yours', c.dee);
  });
  test('role/own-last-right', async () => {
    const own = await madeRole(db.owner, c, 'steward', ['handover.deactivate-user', 'roles.preview-role-change']);
    await giveOnly(db.owner, c, c.dee, own);
    await refused({ roleId: own, permissions: ['roles.preview-role-change'] }, 'role/own-last-right', c.dee);
    await refused({ roleId: own, deleted: true }, 'role/own-last-right', c.dee);
  });
  test('actor/not-permitted', () => refused({}, 'actor/not-permitted', c.bo));
});
