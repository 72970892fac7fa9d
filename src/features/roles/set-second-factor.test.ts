import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import { answer } from '#kernel/query.ts';
import { buildApp } from '#server/app.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic, entries, one } from '#test/staff.ts';
import type { FactorAsked } from '../second-factors/contract.ts';
import { addAppAt, addPasskeyAt, browserAt, callerOf } from '../second-factors/test-factors.ts';
import { giveRole, roleThatMay } from '../users/test-person.ts';
import { copyRole } from './copy-role.ts';
import { explainAccess } from './explain-access.ts';
import { readRole } from './read-role.ts';
import { setSecondFactor } from './set-second-factor.ts';
import { giveOnly, madeRole, refusedWith } from './test-roles.ts';

let db: TestDatabase;
let app: FastifyInstance;
let c: Clinic;
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
  // She has the role doctor too, and so must have a factor before she can ask for one.
  await giveOnly(db.owner, c, c.ada, c.roles.admin);
});

const asked = (secondFactor: FactorAsked | null, version = 1, roleId = c.roles.doctor) => ({
  roleId,
  secondFactor,
  version,
});
const ask = (secondFactor: FactorAsked | null, version = 1, roleId = c.roles.doctor) =>
  perform(db.pool, c.ada.caller, setSecondFactor, asked(secondFactor, version, roleId));
const at = (cookie: string) => browserAt(app, c, cookie);

test('of a role that comes with the clinic too: a new version, and the entry says what was and what is', async () => {
  expect(await ask('either')).toEqual({ secondFactor: 'either', withoutFactor: 2, version: 2 });
  expect((await entries(db.owner, c.id)).at(-1)).toMatchObject({
    actor_id: c.ada.id,
    action: 'roles.set-second-factor',
    outcome: 'done',
    facts: {
      roleId: c.roles.doctor,
      name: 'doctor',
      before: { secondFactor: null },
      after: { secondFactor: 'either' },
      withoutFactor: 2,
    },
  });
  const read = await answer(db.pool, c.ada.caller, readRole, { roleId: c.roles.doctor });
  expect(read).toMatchObject({ secondFactor: 'either', withoutFactor: 2, system: 'doctor', version: 2 });
  expect((await ask(null, 2)).withoutFactor).toBe(0);
});

test.each(['name', 'description', 'system'])('the %s of such a role stays as it comes', async (column) => {
  const rename = arrange(db.owner, c.id, () =>
    db.owner.query(`update role set ${column} = null where role_id = $1`, [c.roles.doctor]),
  );
  await expect(rename).rejects.toThrow('a system role cannot be changed');
});

describe('whoever has the role and no factor', () => {
  test('can do nothing but add one from the next request on, and everything once that is done', async () => {
    const bo = at(c.bo.cookie);
    expect((await bo.ask('GET', '/colleagues')).statusCode).toBe(200);
    await ask('authenticator');
    const refused = (await bo.ask('GET', '/colleagues')).json();
    expect([refused.code, refused.facts]).toEqual(['session/limited', { limit: 'enrol-factor' }]);
    expect((await bo.ask('GET', '/session')).json()).toMatchObject({ limited: 'enrol-factor', permissions: [] });
    expect((await bo.ask('GET', '/my/second-factors')).json().asked).toEqual([
      { role: 'doctor', secondFactor: 'authenticator', met: false },
    ]);
    // A passkey is not what was asked for.
    await addPasskeyAt(bo);
    expect(await bo.limited()).toBe('enrol-factor');
    await addAppAt(bo);
    expect(await bo.limited()).toBeNull();
    expect((await bo.ask('GET', '/colleagues')).statusCode).toBe(200);
  });

  test('signs in to the same', async () => {
    await ask('either');
    const browser = browserAt(app, c);
    expect((await browser.signIn()).json().limited).toBe('enrol-factor');
    await addPasskeyAt(browser);
    expect((await browser.ask('GET', '/colleagues')).statusCode).toBe(200);
  });

  test('chooses new secrets first, where both are due', async () => {
    await ask('either');
    await arrange(db.owner, c.id, () =>
      db.owner.query('update credentials set must_change = true where user_id = $1', [c.bo.id]),
    );
    const browser = browserAt(app, c);
    expect((await browser.signIn()).json().limited).toBe('new-credentials');
    const chosen = { newPassword: 'Tidal9harbour', newPasscode: '5190', password: 'Tidal7pools' };
    expect((await browser.ask('PUT', '/my/credentials', chosen)).statusCode).toBe(200);
    expect(await browser.limited()).toBe('enrol-factor');
  });

  test('is free again when it is no longer asked for, or the role is gone', async () => {
    const [bo, cy] = [at(c.bo.cookie), at(c.cy.cookie)];
    await ask('either');
    await giveOnly(db.owner, c, c.cy, c.roles.frontDesk);
    expect([await bo.limited(), await cy.limited()]).toEqual(['enrol-factor', null]);
    await ask(null, 2);
    expect(await bo.limited()).toBeNull();
  });

  test('is limited as soon as the role is given', async () => {
    await ask('either');
    const dee = at(c.dee.cookie);
    expect(await dee.limited()).toBeNull();
    await giveRole(db.owner, c, c.dee.id, c.roles.doctor);
    expect(await dee.limited()).toBe('enrol-factor');
  });

  test('is told why not, when somebody asks', async () => {
    await ask('either');
    const said = await perform(db.pool, c.ada.caller, explainAccess, {
      userId: c.bo.id,
      permission: 'charts.open-chart',
    });
    expect(said).toMatchObject({ allowed: false, because: 'credentials', signIn: 'must-enrol' });
  });
});

test('a copy asks for the same', async () => {
  await ask('passkey');
  const doctor = at(c.bo.cookie);
  await addPasskeyAt(doctor);
  const { roleId } = await perform(db.pool, c.ada.caller, copyRole, {
    roleId: c.roles.doctor,
    name: 'locum',
    description: '',
  });
  expect(await one(db.owner, 'select second_factor from role where role_id = $1', [roleId])).toBe('passkey');
});

describe('refused, it changes nothing', () => {
  const refused = (given: ReturnType<typeof asked>, by = c.ada) => refusedWith(db, c, by, setSecondFactor, given);

  test('role/second-factor-first: of oneself only what one has', async () => {
    expect(await refused(asked('either', 1, c.roles.admin))).toBe('role/second-factor-first');
    const browser = at(c.ada.cookie);
    await addAppAt(browser);
    const ada = callerOf(browser, c.ada);
    const said = perform(db.pool, ada, setSecondFactor, asked('passkey', 1, c.roles.admin));
    await expect(said).rejects.toThrow('role/second-factor-first');
    expect(await perform(db.pool, ada, setSecondFactor, asked('authenticator', 1, c.roles.admin))).toMatchObject({
      withoutFactor: 0,
    });
  });
  test('role/not-found', async () => {
    expect(await refused(asked('either', 1, randomUUID() as Id<'role'>))).toBe('role/not-found');
  });
  test('request/version-stale', async () => {
    expect(await refused(asked('either', 7))).toBe('request/version-stale');
  });
  test('user/role-not-yours', async () => {
    await giveRole(db.owner, c, c.dee.id, await roleThatMay(db.owner, c, 'guards', ['roles.set-second-factor']));
    expect(await refused(asked(null), c.dee)).toBe('user/role-not-yours');
    const own = await madeRole(db.owner, c, 'nothing', []);
    await expect(perform(db.pool, c.dee.caller, setSecondFactor, asked('either', 1, own))).resolves.toMatchObject({
      version: 2,
    });
  });
  test('actor/not-permitted', async () => {
    expect(await refused(asked('either'), c.dee)).toBe('actor/not-permitted');
  });
});
