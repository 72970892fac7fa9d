import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { perform } from '#kernel/command.ts';
import { hashOfToken } from '#kernel/secrets.ts';
import { buildApp } from '#server/app.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic, entries, one, PASSCODE, PASSWORD } from '#test/staff.ts';
import { addUser } from '../users/add-user.ts';
import { leave, lockAway, maren } from '../users/test-person.ts';
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

const names = { username: 'msolheim', email: '', expires: null, secrets: null };
const post = (url: string, payload: object, host = `${c.id}.example`) =>
  app.inject({ method: 'POST', url: `/api${url}`, headers: { host }, payload });
const look = (token: string, host?: string) => post('/invitation/look', { token }, host);
const chosen = { newPassword: 'Tidal9harbour', newPasscode: '5190' };
const accept = (token: string, given: object = {}) => post('/invitation', { token, ...chosen, ...given });
const signIn = (username: string, password: string, passcode: string) =>
  post('/session', { username, password, passcode }).then(({ statusCode }) => statusCode);
const invite = (given: Partial<typeof names> = {}) =>
  perform(db.pool, c.ada.caller, addUser, { ...maren(c), login: { ...names, ...given } });
const inviteBo = async () => {
  const input = { userId: c.bo.id, login: { ...names, username: 'bo' } };
  const { invitation } = await perform(db.pool, c.ada.caller, setCredentials, input, { password: PASSWORD });
  return invitation?.token ?? '';
};

test('a link is handed out once; only its hash is kept, and who holds it chooses both secrets', async () => {
  const key = 'add-maren';
  const input = { ...maren(c), login: names };
  const { userId, invitation } = await perform(db.pool, c.ada.caller, addUser, input, { key });
  const token = invitation?.token ?? '';
  expect(token).toMatch(/^[0-9a-f]{64}$/);
  const again = await perform(db.pool, c.ada.caller, addUser, input, { key });
  expect(again).toEqual({ userId, userNumber: 5, invitation: { ...invitation, token: null } });
  const { rows } = await db.owner.query('select * from invitation where user_id = $1', [userId]);
  expect(rows[0].token_hash).toEqual(hashOfToken(token));
  const hours = await one<number>(
    db.owner,
    'select extract(epoch from ends_at - made_at)::int / 3600 from invitation where user_id = $1',
    [userId],
  );
  expect(hours).toBe(72);
  expect(JSON.stringify(await db.owner.query('select * from answered_request'))).not.toContain(token);
  expect((await look(token)).json()).toEqual({
    clinicName: 'Alder Point',
    firstName: 'Maren',
    lastName: 'Solheim',
    username: 'msolheim',
    email: null,
    policy: 'guide',
  });
  expect(await signIn('msolheim', '', '')).toBe(401);
  expect((await accept(token)).statusCode).toBe(200);
  expect(await signIn('MSolheim', chosen.newPassword, chosen.newPasscode)).toBe(200);
  const log = await entries(db.owner, c.id);
  expect(log.find(({ action }) => action === 'credentials.accept-invitation')).toEqual({
    actor_id: userId,
    action: 'credentials.accept-invitation',
    outcome: 'done',
    subject_user_id: userId,
    patient_id: null,
    reason: null,
    facts: { sessionsEnded: 0 },
  });
  expect(JSON.stringify(log)).not.toMatch(new RegExp(`${token}|${chosen.newPassword}|"${chosen.newPasscode}"`));
});

test('an email alone is enough to be invited and to sign in', async () => {
  const { invitation } = await invite({ username: '', email: 'Maren@alder.example' });
  await accept(invitation?.token ?? '');
  expect(await signIn('maren@ALDER.example', chosen.newPassword, chosen.newPasscode)).toBe(200);
});

test('the old secrets work until the link is used; then they and their sessions end', async () => {
  const token = await inviteBo();
  expect(await signIn('bo', PASSWORD, PASSCODE)).toBe(200);
  expect((await accept(token)).statusCode).toBe(200);
  expect(await signIn('bo', PASSWORD, PASSCODE)).toBe(401);
  expect((await app.inject({ url: '/api/session', headers: { cookie: c.bo.cookie } })).statusCode).toBe(401);
});

describe('a link that is good for nothing answers alike, whatever became of it', () => {
  const over = (token: string) => async () => token;
  /** What became of it, the reason that the log gives, and how it comes about. */
  const cases: [string, string | null, () => Promise<string>][] = [
    ['made up', null, over('0'.repeat(64))],
    ['no link at all', null, over('x')],
    [
      'used',
      'link-used',
      async () => {
        const token = await inviteBo();
        await accept(token);
        return token;
      },
    ],
    [
      'ended',
      'link-ended',
      async () => {
        const token = await inviteBo();
        await arrange(db.owner, c.id, () =>
          db.owner.query('update invitation set ends_at = now() where user_id = $1', [c.bo.id]),
        );
        return token;
      },
    ],
    [
      'replaced by a new one',
      'link-replaced',
      async () => {
        const token = await inviteBo();
        await inviteBo();
        return token;
      },
    ],
    [
      'overtaken by credentials that were set',
      'link-replaced',
      async () => {
        const token = await inviteBo();
        const login = { ...names, username: 'bo', secrets: { password: 'Quay9street', passcode: '4821' } };
        await perform(db.pool, c.ada.caller, setCredentials, { userId: c.bo.id, login }, { password: PASSWORD });
        return token;
      },
    ],
    [
      'of somebody who has left',
      'inactive',
      async () => {
        const token = await inviteBo();
        await leave(db.owner, c, c.bo.id);
        return token;
      },
    ],
    [
      'of somebody who is locked',
      'locked',
      async () => {
        const token = await inviteBo();
        await lockAway(db.owner, c, c.bo.id);
        return token;
      },
    ],
  ];
  test.each(cases)('%s; the log says %s', async (_, reason, make) => {
    const token = await make();
    const said = [await look(token), await accept(token)];
    const madeUp = await look('f'.repeat(64));
    for (const answer of said) {
      expect([answer.statusCode, answer.body]).toEqual([404, madeUp.body]);
      expect(answer.json().code).toBe('credentials/invitation-over');
    }
    const tries = (await entries(db.owner, c.id)).filter(
      ({ action, outcome }) => action.endsWith('-invitation') && outcome === 'refused',
    );
    const refused = {
      actor_id: null,
      outcome: 'refused',
      subject_user_id: c.bo.id,
      patient_id: null,
      reason,
      facts: {},
    };
    const both = ['credentials.look-at-invitation', 'credentials.accept-invitation'];
    expect(tries).toEqual(reason ? both.map((action) => ({ ...refused, action })) : []);
  });

  test('past the end of its sign-in', async () => {
    const token = await inviteBo();
    await arrange(db.owner, c.id, () =>
      db.owner.query('update credentials set expires_at = now() where user_id = $1', [c.bo.id]),
    );
    expect((await look(token)).statusCode).toBe(404);
    expect((await entries(db.owner, c.id)).at(-1)).toMatchObject({ reason: 'expired', subject_user_id: c.bo.id });
  });

  test('of another clinic', async () => {
    const token = await inviteBo();
    const other = await clinic(db.owner);
    expect((await look(token, `${other.id}.example`)).statusCode).toBe(404);
  });
});

test('used twice at once, it works once', async () => {
  const token = await inviteBo();
  const said = await Promise.all([accept(token), accept(token), accept(token)]);
  expect(said.map(({ statusCode }) => statusCode).toSorted((a, b) => a - b)).toEqual([200, 404, 404]);
});

test.each([
  ['secret/password-weak', { newPassword: 'alllowercase1' }],
  ['secret/password-common', { newPassword: 'Castellane9' }],
  ['secret/passcode-weak', { newPasscode: '1234' }],
])('%s, and the link stays good', async (code, given) => {
  const token = await inviteBo();
  expect((await accept(token, given)).json().code).toBe(code);
  expect((await entries(db.owner, c.id)).at(-1)).toMatchObject({
    actor_id: null,
    action: 'credentials.accept-invitation',
    outcome: 'refused',
    subject_user_id: c.bo.id,
    reason: code,
  });
  expect((await accept(token)).statusCode).toBe(200);
});

test.each([
  ['sec-fetch-site', { 'sec-fetch-site': 'cross-site' }],
  ['origin', { origin: 'https://elsewhere.example' }],
])('a page of another site cannot use it: %s', async (_, headers) => {
  const token = await inviteBo();
  const said = await app.inject({
    method: 'POST',
    url: '/api/invitation',
    headers: { host: `${c.id}.example`, ...headers },
    payload: { token, ...chosen },
  });
  expect([said.statusCode, said.json().code]).toEqual([403, 'request/from-elsewhere']);
  expect((await look(token)).statusCode).toBe(200);
});
