// What arrives over HTTP: checked before anything is done, and refused by name.
import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { type Asked, expectRefusal } from '#test/asking.ts';
import { one, PASSCODE, PASSWORD } from '#test/staff.ts';
import { toCursor } from './page.ts';
import { db, c, ask, flawed, maren, add, setUp } from '#test/http-asked.ts';

setUp();

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
