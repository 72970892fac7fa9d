// What arrives over HTTP: checked before anything is done, and refused by name.
import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildApp } from '#server/app.ts';
import { askAs, type Asked, expectRefusal } from '#test/asking.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { type Clinic, clinic, one, PASSCODE, PASSWORD } from '#test/staff.ts';
import { toCursor } from './page.ts';

let db: TestDatabase;
let app: FastifyInstance;
let c: Clinic;
beforeAll(async () => {
  db = await testDatabase();
  app = await buildApp(db.pool);
  c = await clinic(db.owner);
});
afterAll(async () => {
  await app.close();
  await db.drop();
});
const ask = (asked: Asked) => askAs(app, c.ada, asked);
const flawed = (...errors: [path: string, message: string][]) => ({
  errors: errors.map(([path, message]) => ({ path, message: expect.stringContaining(message) as string })),
});

const person = { lastName: 'Solheim', firstName: 'Maren', type: 'nurse', speciality: '', address: '' };
const contact = { homePhone: '', workPhone: '', cellPhone: '', fax: '', contactEmail: '' };
const maren = () => ({ ...person, ...contact, siteIds: [c.siteId], roleIds: [c.roles.frontDesk] });
const add = (given: object, headers?: Asked['headers']): Asked => ({
  method: 'POST',
  url: '/api/users',
  payload: { ...maren(), ...given },
  ...(headers ? { headers } : {}),
});
const users = () => one<string>(db.owner, 'select count(*) from clinic_user where clinic_id = $1', [c.id]);

describe('what arrives is checked, and what does not fit is named', () => {
  const secrets = { password: PASSWORD, passcode: PASSCODE };
  const login = { username: 'maren', email: '', expires: null, secrets };
  test.each<[string, object, ...[string, string][]]>([
    ['an unknown field', { wizard: true }, ['/wizard', 'not known']],
    ['an unknown field further in', { login: { ...login, wizard: true } }, ['/login/wizard', 'not known']],
    ['a number where text belongs', { lastName: 7 }, ['/lastName', 'string']],
    ['null where text belongs', { lastName: null }, ['/lastName', 'string']],
    ['text where a list belongs', { roleIds: 'admin' }, ['/roleIds', 'array']],
    ['something that is no id', { siteIds: ['7'] }, ['/siteIds/0', 'uuid']],
    [
      'one id twice',
      { siteIds: ['00000000-0000-4000-8000-000000000000', '00000000-0000-4000-8000-000000000000'] },
      ['/siteIds', 'duplicate'],
    ],
    ['a word that is none of the list', { type: 'wizard' }, ['/type', 'allowed']],
    ['nothing but spaces', { lastName: '  ' }, ['/lastName', 'pattern']],
    ['a line with a break', { lastName: 'a\nb' }, ['/lastName', 'pattern']],
    ['a NUL', { login: { ...login, secrets: { ...secrets, password: 'a\0b' } } }, ['/login/secrets/password', 'NUL']],
    ['half a character', { lastName: 'a\ud800' }, ['/lastName', 'half']],
    ['a field too long', { lastName: 'a'.repeat(201) }, ['/lastName', '200']],
    ['a name that a pointer must escape', { 'a/b~c': 1 }, ['/a~1b~0c', 'not known']],
    ['two flaws', { lastName: 7, firstName: 7 }, ['/lastName', 'string'], ['/firstName', 'string']],
  ])('%s', async (_, given, ...flaws) => {
    const before = await users();
    expectRefusal(await ask(add(given)), 'request/malformed', flawed(...flaws));
    expect(await users()).toBe(before);
  });

  test('what is missing', async () => {
    const { lastName: _, ...rest } = maren();
    expectRefusal(
      await ask({ method: 'POST', url: '/api/users', payload: rest }),
      'request/malformed',
      flawed(['/lastName', 'missing']),
    );
  });

  test.each([
    ['a list', []],
    ['text', '"text"'],
    ['a number', '7'],
  ])('%s instead of an object', async (_, payload) => {
    expectRefusal(
      await ask({ method: 'POST', url: '/api/users', payload, headers: { 'content-type': 'application/json' } }),
      'request/malformed',
    );
  });

  test('a body where all is missing', async () => {
    const said = await ask({ method: 'POST', url: '/api/users' });
    expectRefusal(said, 'request/malformed');
    expect((JSON.parse(said.body) as { errors: { path: string }[] }).errors.map(({ path }) => path)).toContain(
      '/lastName',
    );
  });

  test('in the path and in the query', async () => {
    expectRefusal(await ask({ method: 'GET', url: '/api/users/7' }), 'request/malformed', flawed(['/userId', 'uuid']));
    expectRefusal(
      await ask({ method: 'GET', url: '/api/users?wizard=1' }),
      'request/malformed',
      flawed(['/wizard', 'not known']),
    );
    expectRefusal(
      await ask({ method: 'GET', url: '/api/users?status=asleep' }),
      'request/malformed',
      flawed(['/status', 'allowed']),
    );
    expectRefusal(
      await ask({ method: 'GET', url: '/api/users?keyword=a&keyword=b' }),
      'request/malformed',
      flawed(['/keyword', 'string']),
    );
    expectRefusal(
      await ask({ method: 'GET', url: '/api/users?keyword=a%00' }),
      'request/malformed',
      flawed(['/keyword', 'pattern']),
    );
    expectRefusal(await ask({ method: 'GET', url: '/api/users?after=somewhere' }), 'request/cursor-unknown');
    const after = toCursor(['a\0', randomUUID()]);
    expectRefusal(
      await ask({ method: 'GET', url: `/api/handovers/${randomUUID()}/items?after=${after}` }),
      'request/cursor-unknown',
    );
  });

  test('a word of the path is not taken from the body as well', async () => {
    const headers = { 'if-match': '"1"' };
    const payload = { ...maren(), userId: c.bo.id };
    expectRefusal(
      await ask({ method: 'PUT', url: `/api/users/${c.cy.id}`, payload, headers }),
      'request/malformed',
      flawed(['/userId', 'not known']),
    );
  });

  test('one word of a list in the query is a list of one', async () => {
    const url = `/api/access-review-preview?scope=all&reviewerIds=${c.ada.id}`;
    expect((await ask({ method: 'GET', url })).status).toBe(200);
  });
});

describe('what is no JSON', () => {
  const sent = (payload: string, type: string): Asked => ({
    method: 'POST',
    url: '/api/users',
    payload,
    headers: { 'content-type': type },
  });
  test.each(['{', '{"lastName":}', '{"__proto__": {"a": 1}}', ''])('%j', async (payload) => {
    expectRefusal(await ask(sent(payload, 'application/json')), 'request/malformed');
  });

  test('a property named twice, of which one would be lost', async () => {
    const said = await ask(sent('{"lastName": "Ames",\n "lastName": "Baum"}', 'application/json'));
    expectRefusal(said, 'request/malformed', flawed(['/', 'names a property for the second time: line 2, column 2']));
  });

  test.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/xml',
    'nonsense',
  ])('%s', async (type) => {
    expectRefusal(await ask(sent('{}', type)), 'request/not-json');
  });

  test.each(['application/json', 'application/json; charset=latin1'])(
    'text in another encoding, as %s',
    async (type) => {
      const before = await users();
      const payload = Buffer.from(JSON.stringify({ ...maren(), lastName: 'Müller' }), 'latin1');
      const said = await ask({ method: 'POST', url: '/api/users', payload, headers: { 'content-type': type } });
      expectRefusal(said, 'request/malformed', flawed(['/', 'UTF-8']));
      expect(await users()).toBe(before);
    },
  );

  test.each([undefined, 'deep'])('nested without end (Idempotency-Key: %s)', async (key) => {
    const payload = `{"file":"deep.json","bundle":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
    const headers = { 'content-type': 'application/json', ...(key ? { 'idempotency-key': key } : {}) };
    const said = await ask({ method: 'POST', url: '/api/fhir/imports', payload, headers });
    expectRefusal(said, 'request/malformed', flawed(['/', 'too deeply']));
  });

  test('more than is taken in one piece', async () => {
    expectRefusal(await ask(add({ speciality: 'a'.repeat(1024 * 1024) })), 'request/too-large');
  });
});

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
    expect((await ask(add({}, headers))).status).toBe(200);
  });
});
