import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import type { Input } from '#kernel/contract.ts';
import { answer } from '#kernel/query.ts';
import { makeAdministrator, outcome } from '#test/acting.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic, entries, type Member, one } from '#test/staff.ts';
import type { PreviewRoles } from './bulk-contract.ts';
import { changeRoles } from './change-roles.ts';
import { previewRoles } from './preview-roles.ts';
import { giveRole, leave, lockAway, roleThatMay } from './test-person.ts';

let db: TestDatabase;
let c: Clinic;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  c = await clinic(db.owner);
});

type Asked = Input<typeof PreviewRoles>;
const look = (asked: Asked, by: Member = c.ada) => answer(db.pool, by.caller, previewRoles, asked);
const change = async (asked: Asked, by: Member = c.ada) =>
  perform(db.pool, by.caller, changeRoles, { ...asked, planHash: (await look(asked, by)).planHash });
const rolesOf = (who: Member) =>
  one<string[]>(
    db.owner,
    'select array_agg(r.name order by r.name) from user_role u join role r using (role_id) where u.user_id = $1',
    [who.id],
  );
const last = async () => (await entries(db.owner, c.id)).at(-1);
const adding = (...who: Member[]): Asked => ({
  userIds: who.map(({ id }) => id),
  turn: 'add',
  roleId: c.roles.frontDesk,
});
const removing = (roleId: Id<'role'>, ...who: Member[]): Asked => ({
  userIds: who.map(({ id }) => id),
  turn: 'remove',
  roleId,
});

test('a role is added to many at once, with one entry; who has it already stays as they are', async () => {
  const asked = adding(c.bo, c.cy, c.dee);
  expect(await look(asked)).toMatchObject({
    changed: [c.bo.id, c.cy.id],
    unchanged: [{ userId: c.dee.id, name: 'Dee Hartwell', deactivated: false }],
    hindered: [],
  });
  expect(await change(asked)).toEqual({ users: 2 });
  expect([await rolesOf(c.bo), await rolesOf(c.cy), await rolesOf(c.dee)]).toEqual([
    ['doctor', 'front desk'],
    ['doctor', 'front desk'],
    ['front desk'],
  ]);
  expect(await last()).toMatchObject({
    actor_id: c.ada.id,
    action: 'users.change-roles',
    outcome: 'done',
    facts: { added: 'front desk', roleId: c.roles.frontDesk, users: 2, userIds: [c.bo.id, c.cy.id] },
  });
});

test('the preview says who gains what, together where it comes to the same', async () => {
  const counting = await roleThatMay(db.owner, c, 'counting', ['users.list-users', 'tasks.add-task']);
  const { effects } = await look({ userIds: [c.bo.id, c.cy.id, c.dee.id], turn: 'add', roleId: counting });
  const gained = effects.map(({ gains, loses, named }) => [
    gains.map(({ permission }) => permission),
    loses.length,
    named.map(({ name }) => name),
  ]);
  const held = await db.owner.query(
    `select permission from held_permission where user_id = $1 and permission = 'tasks.add-task'`,
    [c.dee.id],
  );
  const both = ['tasks.add-task', 'users.list-users'];
  expect(gained).toEqual(
    held.rows.length > 0
      ? [[['users.list-users'], 0, ['Bo Castellane', 'Dee Hartwell', 'Cy Okonjo']]]
      : [
          [['users.list-users'], 0, ['Bo Castellane', 'Cy Okonjo']],
          [both, 0, ['Dee Hartwell']],
        ],
  );
});

test('what the preview says comes about, for a role added and for one removed', async () => {
  const holds = async () => {
    const { rows } = await db.owner.query<{ id: string; permission: string }>(
      'select distinct user_id as id, permission from held_permission where clinic_id = $1',
      [c.id],
    );
    return new Set(rows.map(({ id, permission }) => `${id} ${permission}`));
  };
  const counting = await roleThatMay(db.owner, c, 'counting', ['users.list-users', 'tasks.add-task']);
  for (const turn of ['add', 'remove'] as const) {
    const asked = { userIds: [c.bo.id, c.cy.id, c.dee.id], turn, roleId: counting };
    const before = await holds();
    const { effects } = await look(asked);
    await change(asked);
    const after = await holds();
    const told = (which: 'gains' | 'loses') =>
      effects.flatMap(({ named, ...of }) =>
        named.flatMap(({ userId }) => of[which].map(({ permission }) => `${userId} ${permission}`)),
      );
    expect(told('gains').toSorted()).toEqual([...after.difference(before)].toSorted());
    expect(told('loses').toSorted()).toEqual([...before.difference(after)].toSorted());
  }
});

test('a role is removed from many at once', async () => {
  await change(adding(c.bo, c.cy));
  expect(await change(removing(c.roles.doctor, c.bo, c.cy, c.dee))).toEqual({ users: 2 });
  expect(await rolesOf(c.bo)).toEqual(['front desk']);
  expect((await last())?.facts).toMatchObject({ removed: 'doctor', users: 2 });
});

describe('for whom it cannot be done is told one by one, and nobody is changed while they are among the chosen', () => {
  const hindered = async (asked: Asked, by: Member = c.ada) =>
    (await look(asked, by)).hindered.map(({ userId, why }) => [userId, why]);
  const refused = async (asked: Asked) => {
    await expect(change(asked)).rejects.toThrow('user/roles-refused');
    expect(await last()).toMatchObject({ action: 'users.change-roles', reason: 'user/roles-refused' });
  };

  test('whoever has left', async () => {
    await leave(db.owner, c, c.bo.id);
    expect(await hindered(adding(c.bo, c.cy))).toEqual([[c.bo.id, 'inactive']]);
    await refused(adding(c.bo, c.cy));
    expect(await rolesOf(c.cy)).toEqual(['doctor']);
    expect(await change(adding(c.cy))).toEqual({ users: 1 });
  });

  test('whoever is locked gets nothing new, and may lose something', async () => {
    await change(adding(c.bo));
    await lockAway(db.owner, c, c.bo.id);
    await lockAway(db.owner, c, c.cy.id);
    expect(await hindered(adding(c.cy))).toEqual([[c.cy.id, 'locked']]);
    expect(await change(removing(c.roles.doctor, c.bo))).toEqual({ users: 1 });
  });

  test('whoever has no other role', async () => {
    await change(adding(c.bo));
    expect(await hindered(removing(c.roles.doctor, c.bo, c.cy))).toEqual([[c.cy.id, 'last-role']]);
    await refused(removing(c.roles.doctor, c.bo, c.cy));
  });

  test('oneself, where it would take the rights of an administrator', async () => {
    await makeAdministrator(db.owner, c, c.cy);
    await change(adding(c.ada));
    expect(await hindered(removing(c.roles.admin, c.ada, c.cy))).toEqual([[c.ada.id, 'own-last-right']]);
    expect(await change(removing(c.roles.admin, c.cy))).toEqual({ users: 1 });
  });

  test('the last administrators, all of those who step down', async () => {
    const clerk = await roleThatMay(db.owner, c, 'clerk', ['users.preview-roles', 'users.change-roles']);
    await giveRole(db.owner, c, c.dee.id, clerk);
    await makeAdministrator(db.owner, c, c.cy);
    await change(adding(c.ada));
    expect(await hindered(removing(c.roles.admin, c.ada, c.cy), c.dee)).toEqual([
      [c.ada.id, 'last-administrator'],
      [c.cy.id, 'last-administrator'],
    ]);
    expect(await hindered(removing(c.roles.admin, c.cy), c.dee)).toEqual([]);
    await expect(change(removing(c.roles.admin, c.ada, c.cy), c.dee)).rejects.toThrow('user/roles-refused');
  });
});

describe('refused, it changes nothing and leaves the refusal in the log', () => {
  test('user/role-not-yours', async () => {
    const clerk = await roleThatMay(db.owner, c, 'clerk', ['users.preview-roles', 'users.change-roles']);
    await giveRole(db.owner, c, c.dee.id, clerk);
    const asked: Asked = { userIds: [c.bo.id], turn: 'add', roleId: c.roles.admin };
    await expect(look(asked, c.dee)).rejects.toThrow('user/role-not-yours');
    await expect(perform(db.pool, c.dee.caller, changeRoles, { ...asked, planHash: '' })).rejects.toThrow(
      'user/role-not-yours',
    );
  });

  test.each<[string, (other: Clinic) => Partial<Asked>]>([
    ['user/not-found', (other) => ({ userIds: [c.bo.id, other.bo.id] })],
    ['user/not-found', () => ({ userIds: [randomUUID() as Id<'user'>] })],
    ['role/not-found', (other) => ({ roleId: other.roles.frontDesk })],
  ])('%s', async (code, given) => {
    const asked = { ...adding(c.bo), ...given(await clinic(db.owner)) };
    await expect(look(asked)).rejects.toThrow(code);
    await expect(perform(db.pool, c.ada.caller, changeRoles, { ...asked, planHash: '' })).rejects.toThrow(code);
    expect(await last()).toMatchObject({ action: 'users.change-roles', outcome: 'refused', reason: code });
  });

  test('user/roles-changed, when somebody has the role meanwhile, or the role allows something else', async () => {
    const { planHash } = await look(adding(c.bo, c.cy));
    const late = () => perform(db.pool, c.ada.caller, changeRoles, { ...adding(c.bo, c.cy), planHash });
    await arrange(db.owner, c.id, () =>
      db.owner.query(`insert into role_permission values ($1, $2, 'users.list-users')`, [c.id, c.roles.frontDesk]),
    );
    await expect(late()).rejects.toThrow('user/roles-changed');
    await giveRole(db.owner, c, c.bo.id, c.roles.frontDesk);
    await expect(late()).rejects.toThrow('user/roles-changed');
    expect(await rolesOf(c.cy)).toEqual(['doctor']);
  });

  test('actor/not-permitted', async () => {
    await expect(look(adding(c.bo), c.dee)).rejects.toThrow('actor/not-permitted');
    await expect(perform(db.pool, c.dee.caller, changeRoles, { ...adding(c.bo), planHash: '' })).rejects.toThrow(
      'actor/not-permitted',
    );
  });
});

test('two administrators who remove the last two from each other at once leave one', async () => {
  await makeAdministrator(db.owner, c, c.cy);
  await change(adding(c.ada));
  const [mine, theirs] = [removing(c.roles.admin, c.cy), removing(c.roles.admin, c.ada)];
  const seen = [await look(mine), await look(theirs, c.cy)];
  const said = await Promise.all([
    outcome(perform(db.pool, c.ada.caller, changeRoles, { ...mine, planHash: seen[0]?.planHash ?? '' })),
    outcome(perform(db.pool, c.cy.caller, changeRoles, { ...theirs, planHash: seen[1]?.planHash ?? '' })),
  ]);
  expect(said.filter((how) => how === 'done')).toHaveLength(1);
  expect(
    await one(db.owner, 'select count(*) from user_role where clinic_id = $1 and role_id = $2', [c.id, c.roles.admin]),
  ).toBe('1');
});
