import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import type { Input } from '#kernel/contract.ts';
import { answer } from '#kernel/query.ts';
import { buildApp } from '#server/app.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic, entries, type Member, PASSCODE, PASSWORD, patients } from '#test/staff.ts';
import { block } from '#test/work.ts';
import { activateUser } from './activate-user.ts';
import type { ActivateUser } from './status-contract.ts';
import { readUser } from './read-user.ts';
import { giveRole, leave, lockAway, login, roleThatMay, secrets } from './test-person.ts';

let db: TestDatabase;
let app: FastifyInstance;
let c: Clinic;
beforeAll(async () => {
  db = await testDatabase();
  app = await buildApp(db.pool, { logger: false });
});
afterAll(async () => {
  await app.close();
  await db.drop();
});
beforeEach(async () => {
  c = await clinic(db.owner);
  await lockAway(db.owner, c, c.bo.id);
  await leave(db.owner, c, c.bo.id);
});

type Given = Partial<Input<typeof ActivateUser>>;
const activate = (given: Given = {}, by: Member = c.ada, password = PASSWORD) => {
  const input = { userId: c.bo.id, reason: 'back from leave', roleIds: [c.roles.frontDesk], siteIds: [c.siteId] };
  return perform(db.pool, by.caller, activateUser, { ...input, ...given }, { password });
};
const bo = () => answer(db.pool, c.ada.caller, readUser, { userId: c.bo.id });
const signIn = (username: string, password: string, passcode: string) =>
  app
    .inject({
      method: 'POST',
      url: '/api/session',
      headers: { host: `${c.id}.example` },
      payload: { username, password, passcode },
    })
    .then(({ statusCode }) => statusCode);

test('brings back with what is given now, and nothing of old: roles, lock, credentials, sessions', async () => {
  await activate();
  expect(await bo()).toMatchObject({
    status: 'active',
    lockedReason: null,
    roles: [{ name: 'front desk' }],
    sites: [{ name: 'Alder Point' }],
    username: null,
  });
  expect(await signIn('bo', PASSWORD, PASSCODE)).toBe(401);
  expect((await app.inject({ url: '/api/session', headers: { cookie: c.bo.cookie } })).statusCode).toBe(401);
  expect((await entries(db.owner, c.id))[0]).toEqual({
    actor_id: c.ada.id,
    action: 'users.activate-user',
    outcome: 'done',
    subject_user_id: c.bo.id,
    patient_id: null,
    reason: 'back from leave',
    facts: { after: { roles: ['front desk'], sites: ['Alder Point'], username: null } },
  });
});

test('new credentials replace the old ones', async () => {
  await activate({ login });
  expect(await signIn('bo', PASSWORD, PASSCODE)).toBe(401);
  expect(await signIn('msolheim', secrets.password, secrets.passcode)).toBe(200);
});

describe('blocks', () => {
  const blockIds = async () => {
    await block(db.owner, c, c.bo.id, await patients(db.owner, c.id, ['Greaves, Anselm']));
    await block(db.owner, c, c.bo.id, await patients(db.owner, c.id, ['Tolland, Emeric']));
    const { rows } = await db.owner.query<{ id: Id<'block'> }>(
      'select block_id as id from chart_block where clinic_id = $1 order by laid_at, block_id',
      [c.id],
    );
    return rows.map(({ id }) => id) as [Id<'block'>, Id<'block'>];
  };
  const closed = async () =>
    (
      await db.owner.query<{ id: string; why: string }>(
        'select block_id as id, lift_reason as why from chart_block where clinic_id = $1 and lifted_at is null',
        [c.id],
      )
    ).rows.map(({ id }) => id);

  test('hold on by themselves; one that is lifted says why, in the one entry', async () => {
    const [first, second] = await blockIds();
    await activate({ lifts: [{ blockId: first, reason: 'moved away from there' }] });
    expect(await closed()).toEqual([second]);
    expect((await entries(db.owner, c.id)).at(-1)).toMatchObject({
      action: 'users.activate-user',
      facts: { lifted: [{ blockId: first, reason: 'moved away from there' }] },
    });
  });

  test.each<[string, (ids: [Id<'block'>, Id<'block'>]) => Promise<unknown>]>([
    ['block/not-found', () => activate({ lifts: [{ blockId: crypto.randomUUID() as Id<'block'>, reason: 'x' }] })],
    [
      'block/already-lifted',
      ([blockId]) =>
        arrange(db.owner, c.id, () =>
          db.owner.query(`update chart_block set lifted_at = now(), lift_reason = 'x' where block_id = $1`, [blockId]),
        ).then(() => activate({ lifts: [{ blockId, reason: 'x' }] })),
    ],
    [
      'actor/not-permitted',
      async ([blockId]) => {
        const roleId = await roleThatMay(db.owner, c, 'brings back', ['users.activate-user', 'users.read-user']);
        await giveRole(db.owner, c, c.dee.id, roleId);
        return activate({ roleIds: [roleId], lifts: [{ blockId, reason: 'x' }] }, c.dee);
      },
    ],
  ])('refused: %s, and the user stays away', async (code, asked) => {
    await expect(asked(await blockIds())).rejects.toThrow(code);
    expect(await bo()).toMatchObject({ status: 'inactive' });
    expect((await closed()).length).toBeGreaterThan(0);
  });
});

describe('refused, the user stays away', () => {
  test.each<[string, () => Promise<unknown>]>([
    ['confirmation/password-wrong', () => activate({}, c.ada, 'Wrong7one')],
    ['user/role-missing', () => activate({ roleIds: [] })],
    ['role/not-found', () => clinic(db.owner).then((other) => activate({ roleIds: [other.roles.doctor] }))],
    ['site/not-found', () => clinic(db.owner).then((other) => activate({ siteIds: [other.siteId] }))],
    ['user/not-found', () => clinic(db.owner).then((other) => activate({ userId: other.bo.id }))],
    ['user/already-active', () => activate({ userId: c.cy.id })],
    ['secret/password-weak', () => activate({ login: { ...login, secrets: { ...secrets, password: 'weak' } } })],
    ['secret/password-common', () => activate({ login: { ...login, secrets: { ...secrets, password: 'Passw0rd' } } })],
    ['credentials/name-missing', () => activate({ login: { ...login, username: '', email: '' } })],
    [
      'credentials/expiry-in-the-past',
      () => activate({ login: { ...login, expires: { day: '2025-12-31', time: '23:59' } } }),
    ],
    ['secret/passcode-weak', () => activate({ login: { ...login, secrets: { ...secrets, passcode: '9876' } } })],
    ['user/username-taken', () => activate({ login: { ...login, username: 'cy' } })],
    ['user/username-malformed', () => activate({ login: { ...login, username: 'c y' } })],
    ['user/email-malformed', () => activate({ login: { ...login, email: '@' } })],
    ['actor/not-permitted', () => activate({}, c.dee)],
  ])('%s', async (code, act) => {
    await expect(act()).rejects.toThrow(code);
    expect((await bo()).status).toBe('inactive');
    expect((await entries(db.owner, c.id)).at(-1)).toMatchObject({
      action: 'users.activate-user',
      outcome: 'refused',
      reason: code,
    });
  });

  test('user/email-taken', async () => {
    await activate({ login });
    await leave(db.owner, c, c.cy.id);
    const again = activate({ userId: c.cy.id, login: { ...login, username: 'other' } });
    await expect(again).rejects.toThrow('user/email-taken');
  });

  test('user/role-not-yours', async () => {
    await giveRole(db.owner, c, c.dee.id, await roleThatMay(db.owner, c, 'greeter', ['users.activate-user']));
    await expect(activate({ roleIds: [c.roles.admin] }, c.dee)).rejects.toThrow('user/role-not-yours');
    await activate({ roleIds: [c.roles.frontDesk] }, c.dee);
  });
});

test('two administrators who activate at once: one does, the other is told', async () => {
  await giveRole(db.owner, c, c.cy.id, c.roles.admin);
  const said = await Promise.allSettled([activate(), activate({ roleIds: [c.roles.doctor] }, c.cy)]);
  expect(said.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect(said.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'user/already-active' } });
  expect((await bo()).roles).toHaveLength(1);
});
