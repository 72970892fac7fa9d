import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { perform } from '#kernel/command.ts';
import { buildApp } from '#server/app.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { type Clinic, clinic, entries, type Member, PASSCODE, PASSWORD } from '#test/staff.ts';
import { setCredentials } from '../credentials/set-credentials.ts';

import { giveRole, leave, roleThatMay } from '../users/test-person.ts';
import { resetFactors } from './reset-factors.ts';
import { addAppAt, addPasskeyAt, browserAt } from './test-factors.ts';

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

const reset = (userId = c.bo.id, by: Member = c.ada) =>
  perform(db.pool, by.caller, resetFactors, { userId }, { password: PASSWORD });

test('all of them go, the sessions end, the user is told, and signs in with the password again', async () => {
  const browser = browserAt(app, c, c.bo.cookie);
  await addAppAt(browser);
  const { by } = await addPasskeyAt(browser);
  expect(await reset()).toEqual({ sessionsEnded: 1 });
  expect((await entries(db.owner, c.id)).at(-1)).toEqual({
    actor_id: c.ada.id,
    action: 'second-factors.reset-factors',
    outcome: 'done',
    subject_user_id: c.bo.id,
    patient_id: null,
    reason: null,
    facts: {
      before: { passkeys: 1, authenticator: true },
      after: { passkeys: 0, authenticator: false },
      sessionsEnded: 1,
    },
  });
  const anew = browserAt(app, c);
  expect((await anew.signInWithPasskey(by)).json().code).toBe('second-factor/passkey-refused');
  expect((await anew.signIn()).json().limited).toBeNull();
  expect((await anew.ask('GET', '/session')).json().notices).toMatchObject([
    { kind: 'second-factors-reset', facts: { by: 'Ada Lindqvist' } },
    {},
    {},
  ]);
});

test('a new invitation does not go around the second factor', async () => {
  await addAppAt(browserAt(app, c, c.bo.cookie));
  const login = { username: 'bo', email: '', expires: null, secrets: null };
  const input = { userId: c.bo.id, login };
  const { invitation } = await perform(db.pool, c.ada.caller, setCredentials, input, { password: PASSWORD });
  const anew = browserAt(app, c);
  const chosen = { newPassword: 'Tidal9harbour', newPasscode: PASSCODE };
  expect((await anew.ask('POST', '/invitation', { token: invitation?.token ?? '', ...chosen })).statusCode).toBe(200);
  expect((await anew.signIn('bo', chosen.newPassword)).json().limited).toBe('second-factor');
});

test.each<[string, () => Promise<unknown>]>([
  ['second-factor/none', () => reset()],
  ['user/is-yourself', () => reset(c.ada.id)],
  ['user/not-found', () => clinic(db.owner).then((other) => reset(other.bo.id))],
  ['user/already-inactive', () => leave(db.owner, c, c.bo.id).then(() => reset())],
  [
    'user/role-not-yours',
    async () => {
      await giveRole(db.owner, c, c.dee.id, await roleThatMay(db.owner, c, 'helps', ['second-factors.reset-factors']));
      return reset(c.ada.id, c.dee);
    },
  ],
  ['actor/not-permitted', () => reset(c.bo.id, c.dee)],
])('%s', async (code, act) => {
  await expect(act()).rejects.toThrow(code);
});
