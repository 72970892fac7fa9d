import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { type Asked, expectRefusal } from '#test/asking.ts';
import { clinic, PASSWORD } from '#test/staff.ts';
import { db, c, ask, flawed, maren, add, setUp } from '#test/http-asked.ts';

setUp();

describe('where there is nothing', () => {
  test.each([
    ['an unknown id', () => randomUUID() as string],
    ['the id of another clinic’s user', async () => (await clinic(db.owner)).bo.id as string],
  ])('%s', async (_, id) => {
    const userId = await id();
    expectRefusal(await ask({ method: 'GET', url: `/api/users/${userId}` }), 'user/not-found');
    const preview = `/api/users/${userId}/deactivation/preview`;
    expectRefusal(await ask({ method: 'POST', url: preview, payload: {} }), 'user/not-found');
    const headers = { 'if-match': '"1"' };
    expectRefusal(
      await ask({ method: 'PUT', url: `/api/users/${userId}`, payload: maren(), headers }),
      'user/not-found',
    );
    const payload = { reason: 'x', password: PASSWORD };
    expectRefusal(await ask({ method: 'PUT', url: `/api/users/${userId}/lock`, payload }), 'user/not-found');
  });

  test.each<Asked>([
    { method: 'GET', url: '/api/nothing' },
    { method: 'GET', url: '/api/' },
    { method: 'GET', url: '/api' },
    { method: 'GET', url: '/api?page=2' },
    { method: 'GET', url: '/API/users' },
    { method: 'GET', url: '//api/users' },
    { method: 'GET', url: '/api/users/%zz' },
    { method: 'POST', url: '/api/nothing', payload: {} },
    { method: 'POST', url: '/nothing', payload: {} },
  ])('$method $url', async (asked) => {
    const said = await ask(asked);
    expectRefusal(said, 'request/no-such-address');
    expect(said.headers).toMatchObject({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
  });
});

test.each<[Asked, string]>([
  [{ method: 'PATCH', url: '/api/users', payload: {} }, 'GET, HEAD, POST'],
  [{ method: 'DELETE', url: '/api/users?page=2' }, 'GET, HEAD, POST'],
  [{ method: 'DELETE', url: `/api/users/${randomUUID()}` }, 'GET, HEAD, PUT'],
  [{ method: 'GET', url: `/api/patients/${randomUUID()}/readings` }, 'POST'],
  [{ method: 'POST', url: '/api/openapi.json', payload: {} }, 'GET, HEAD'],
])('a method that an address does not know: %j', async (asked, allowed) => {
  const said = await ask(asked);
  expectRefusal(said, 'request/method-not-allowed', { facts: { allowed } });
  expect(said.headers).toMatchObject({ allow: allowed, 'cache-control': 'no-store' });
});

describe('who asks', () => {
  test.each([
    ['nobody', ''],
    ['a cookie of another form', 'custodian=7'],
    ['a cookie that is nearly one', `custodian=${'-'.repeat(36)}.${'-'.repeat(36)}.${'0'.repeat(64)}`],
    ['a secret of nobody’s', `custodian=${randomUUID()}.${randomUUID()}.${'0'.repeat(64)}`],
  ])('%s', async (_, cookie) => {
    for (const asked of [add({}), { method: 'GET', url: '/api/users' } as const]) {
      expectRefusal(await ask({ ...asked, headers: { cookie } }), 'session/ended');
    }
  });

  test('somebody who may not', async () => {
    for (const asked of [add({}), { method: 'GET', url: '/api/users' } as const]) {
      expectRefusal(await ask({ ...asked, headers: { cookie: c.dee.cookie } }), 'actor/not-permitted');
    }
  });

  test.each([
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin: 'https://elsewhere.example' },
    { origin: 'null' },
  ])('a page of another site: %j', async (headers) => {
    expectRefusal(await ask(add({}, headers)), 'request/from-elsewhere');
  });

  test('somebody at the keyboard whose password is asked again', async () => {
    const lock = (payload: object): Asked => ({
      method: 'PUT',
      url: `/api/users/${c.bo.id}/lock`,
      payload: { reason: 'x', ...payload },
    });
    expectRefusal(await ask(lock({})), 'confirmation/password-missing');
    expectRefusal(await ask(lock({ password: 'Wrong7one' })), 'confirmation/password-wrong');
    expectRefusal(await ask(lock({ password: 7 })), 'request/malformed', flawed(['/password', 'string']));
  });
});

describe('versions', () => {
  const url = () => `/api/users/${c.cy.id}`;
  const save = (headers: Asked['headers']): Asked => ({
    method: 'PUT',
    url: url(),
    payload: maren(),
    ...(headers ? { headers } : {}),
  });

  test('what was read says its version, and what was saved the next one', async () => {
    expect((await ask({ method: 'GET', url: url() })).headers['etag']).toBe('"1"');
    const saved = await ask(save({ 'if-match': '"1"' }));
    expect([saved.status, saved.headers['etag']]).toEqual([200, '"2"']);
    expect((await ask({ method: 'GET', url: url() })).headers['etag']).toBe('"2"');
  });

  test('a stale one', async () => {
    expectRefusal(await ask(save({ 'if-match': '"1"' })), 'request/version-stale');
    expectRefusal(await ask(save({ 'if-match': '"99"' })), 'request/version-stale');
  });

  test.each([undefined, '', '*', '2', '"2", "3"', '"two"', '"-2"', '"12345678901234567890"'])(
    'none: %j',
    async (version) => {
      expectRefusal(await ask(save(version === undefined ? {} : { 'if-match': version })), 'request/version-missing');
    },
  );

  test('a proxy may have made it weak', async () => {
    expect((await ask(save({ 'if-match': 'W/"2"' }))).status).toBe(200);
  });
});

describe('the request’s own name', () => {
  test.each(['', ' ', 'two words', 'ü', 'a'.repeat(201)])('malformed: %j', async (key) => {
    expectRefusal(
      await ask(add({}, { 'idempotency-key': key })),
      'request/malformed',
      flawed(['/headers/idempotency-key', 'visible']),
    );
  });

  test('twice the same, and then for something else', async () => {
    const headers = { 'idempotency-key': 'add-maren' };
    const [first, second] = [await ask(add({}, headers)), await ask(add({}, headers))];
    expect([second.status, second.body]).toEqual([200, first.body]);
    expectRefusal(await ask(add({ firstName: 'Mia' }, headers)), 'request/key-reused');
  });

  test('a refusal is not kept: asked again, it is decided again', async () => {
    const headers = { 'idempotency-key': 'refused-first' };
    expectRefusal(await ask(add({ roleIds: [] }, headers)), 'user/role-missing');
    expect((await ask(add({ lastName: 'Refused First' }, headers))).status).toBe(200);
  });
});
