import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { perform } from '#kernel/command.ts';
import { buildApp } from '#server/app.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic, entries, one, PASSCODE, PASSWORD } from '#test/staff.ts';
import { leave } from '../users/test-person.ts';
import { forcePasswordReset } from './force-password-reset.ts';
import { setCredentials } from './set-credentials.ts';

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
});

const chosen = { newPassword: 'Tidal9harbour', newPasscode: '5190' };
const change = (cookie: string, given: object = chosen, password: string | undefined = PASSWORD) =>
  app.inject({
    method: 'PUT',
    url: '/api/my/credentials',
    headers: { cookie },
    payload: { ...given, ...(password === undefined ? {} : { password }) },
  });
const get = (url: string, cookie: string) => app.inject({ url: `/api${url}`, headers: { cookie } });
const signIn = (username: string, password: string, passcode: string) =>
  app.inject({
    method: 'POST',
    url: '/api/session',
    headers: { host: `${c.id}.example` },
    payload: { username, password, passcode },
  });
type Answer = Awaited<ReturnType<typeof signIn>>;
const cookieOf = ({ cookies }: Answer) => `custodian=${cookies[0]?.value}`;
const force = (userId = c.bo.id) => perform(db.pool, c.ada.caller, forcePasswordReset, { userId });

test('new secrets open the door; the other sessions end, and this one goes on under another token', async () => {
  const other = cookieOf(await signIn('bo', PASSWORD, PASSCODE));
  const said = await change(c.bo.cookie);
  expect([said.statusCode, said.json()]).toEqual([200, { sessionsEnded: 1 }]);
  const now = cookieOf(said);
  expect(now).not.toBe(c.bo.cookie);
  const open = await Promise.all([c.bo.cookie, other, now].map((cookie) => get('/session', cookie)));
  expect(open.map(({ statusCode }) => statusCode)).toEqual([401, 401, 200]);
  expect((await signIn('bo', PASSWORD, PASSCODE)).statusCode).toBe(401);
  expect((await signIn('bo', chosen.newPassword, chosen.newPasscode)).statusCode).toBe(200);
  const entry = (await entries(db.owner, c.id)).find(({ action }) => action.startsWith('credentials'));
  expect(entry).toEqual({
    actor_id: c.bo.id,
    action: 'credentials.change-own-credentials',
    outcome: 'done',
    subject_user_id: c.bo.id,
    patient_id: null,
    reason: null,
    facts: { changed: { password: true, passcode: true }, sessionsEnded: 1 },
  });
  const [notice] = (await get('/session', now)).json().notices as { kind: string }[];
  expect(notice?.kind).toBe('credentials-changed');
});

test('either of the two alone', async () => {
  const first = await change(c.bo.cookie, { newPasscode: '5190' });
  await change(cookieOf(first), { newPassword: 'Tidal9harbour' });
  expect((await signIn('bo', 'Tidal9harbour', '5190')).statusCode).toBe(200);
});

describe('refused, the old ones stay', () => {
  test.each([
    ['credentials/nothing-chosen', {}, PASSWORD],
    ['secret/password-weak', { newPassword: 'Short1' }, PASSWORD],
    ['secret/password-common', { newPassword: 'AlderPoint1' }, PASSWORD],
    ['secret/password-same', { newPassword: PASSWORD }, PASSWORD],
    ['secret/passcode-weak', { newPasscode: '4321' }, PASSWORD],
    ['secret/passcode-same', { newPasscode: PASSCODE }, PASSWORD],
    ['confirmation/password-missing', chosen, ''],
    ['confirmation/password-wrong', chosen, 'Wrong7one'],
  ])('%s', async (code, given, password) => {
    expect((await change(c.bo.cookie, given, password)).json().code).toBe(code);
    expect((await signIn('bo', PASSWORD, PASSCODE)).statusCode).toBe(200);
  });

  test('credentials/none', async () => {
    await arrange(db.owner, c.id, () => db.owner.query('delete from credentials where user_id = $1', [c.bo.id]));
    expect((await get('/my/credentials', c.bo.cookie)).json().code).toBe('credentials/none');
  });
});

describe('a forced reset', () => {
  test('limits what is open at its next request, until new secrets are chosen, under another token', async () => {
    expect(await force()).toEqual({});
    const said = await get('/colleagues', c.bo.cookie);
    expect([said.statusCode, said.json().code]).toEqual([403, 'session/limited']);
    expect((await get('/session', c.bo.cookie)).json()).toMatchObject({ limited: 'new-credentials', permissions: [] });
    expect((await get('/my/credentials', c.bo.cookie)).json()).toMatchObject({ mustChange: true, username: 'bo' });
    expect((await change(c.bo.cookie, { newPassword: 'Tidal9harbour' })).json().code).toBe(
      'credentials/nothing-chosen',
    );
    expect((await change(c.bo.cookie, { ...chosen, newPassword: PASSWORD })).json().code).toBe('secret/password-same');
    const free = cookieOf(await change(c.bo.cookie));
    expect(free).not.toBe(c.bo.cookie);
    expect((await get('/colleagues', free)).statusCode).toBe(200);
    expect((await get('/session', c.bo.cookie)).statusCode).toBe(401);
    expect((await get('/session', free)).json().limited).toBeNull();
  });

  test('a command in a limited session is refused, undone and written down', async () => {
    await force(c.ada.id);
    const payload = { name: 'x' };
    const said = await app.inject({ method: 'POST', url: '/api/tasks', headers: { cookie: c.ada.cookie }, payload });
    expect(said.statusCode).toBe(400);
    const lock = { method: 'DELETE', url: `/api/users/${c.bo.id}/lock`, headers: { cookie: c.ada.cookie } } as const;
    expect((await app.inject(lock)).json().code).toBe('session/limited');
    expect((await entries(db.owner, c.id)).at(-1)).toMatchObject({
      actor_id: c.ada.id,
      action: 'users.unlock-user',
      outcome: 'refused',
      reason: 'session/limited',
    });
  });

  test('a session that begins afterwards is limited from its beginning, and can be ended', async () => {
    await force();
    const cookie = cookieOf(await signIn('bo', PASSWORD, PASSCODE));
    expect((await get('/sessions', cookie)).json().code).toBe('session/limited');
    const out = await app.inject({ method: 'DELETE', url: '/api/session', headers: { cookie } });
    expect(out.statusCode).toBe(200);
  });

  test('leaves its entry', async () => {
    await force();
    expect(await entries(db.owner, c.id)).toMatchObject([
      {
        actor_id: c.ada.id,
        action: 'credentials.force-password-reset',
        outcome: 'done',
        subject_user_id: c.bo.id,
        facts: { before: { mustChange: false }, after: { mustChange: true } },
      },
    ]);
  });

  test.each<[string, () => Promise<unknown>]>([
    ['user/not-found', () => clinic(db.owner).then((other) => force(other.bo.id))],
    ['user/already-inactive', () => leave(db.owner, c, c.bo.id).then(() => force())],
    [
      'credentials/none',
      () =>
        arrange(db.owner, c.id, () => db.owner.query('delete from credentials where user_id = $1', [c.bo.id])).then(
          () => force(),
        ),
    ],
    ['actor/not-permitted', () => perform(db.pool, c.dee.caller, forcePasswordReset, { userId: c.bo.id })],
  ])('%s', async (code, act) => {
    await expect(act()).rejects.toThrow(code);
  });
});

test('who signs in with secrets that somebody else has set must choose others first', async () => {
  const secrets = { password: 'Quay9street', passcode: '4821' };
  const login = { username: 'bo', email: '', expires: null, secrets };
  await perform(db.pool, c.ada.caller, setCredentials, { userId: c.bo.id, login }, { password: PASSWORD });
  const cookie = cookieOf(await signIn('bo', secrets.password, secrets.passcode));
  expect((await get('/colleagues', cookie)).json().code).toBe('session/limited');
  const free = cookieOf(await change(cookie, chosen, secrets.password));
  expect((await get('/colleagues', free)).statusCode).toBe(200);
  const again = cookieOf(await signIn('bo', chosen.newPassword, chosen.newPasscode));
  expect((await get('/colleagues', again)).statusCode).toBe(200);
  expect(await one(db.owner, 'select count(*) from session where user_id = $1', [c.bo.id])).toBe('2');
});

test('a password is the same in either spelling of its letters', async () => {
  await change(c.bo.cookie, { newPassword: 'É7tidal-pools'.normalize('NFD') });
  expect((await signIn('bo', 'É7tidal-pools'.normalize('NFC'), PASSCODE)).statusCode).toBe(200);
});
