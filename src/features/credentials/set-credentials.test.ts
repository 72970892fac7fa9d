import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { perform } from '#kernel/command.ts';
import type { Input } from '#kernel/contract.ts';
import { buildApp } from '#server/app.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic, entries, type Member, one, PASSCODE, PASSWORD } from '#test/staff.ts';
import type { SetCredentials } from './contract.ts';
import { setCredentials } from './set-credentials.ts';
import { giveRole, leave, login, roleThatMay, secrets } from '../users/test-person.ts';

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
});

const set = (
  who: Member,
  given: Partial<Input<typeof SetCredentials>['login']> = {},
  by: Member = c.ada,
  password = PASSWORD,
) => perform(db.pool, by.caller, setCredentials, { userId: who.id, login: { ...login, ...given } }, { password });
const signIn = (username: string, password: string, passcode: string) =>
  app
    .inject({
      method: 'POST',
      url: '/api/session',
      headers: { host: `${c.id}.example` },
      payload: { username, password, passcode },
    })
    .then(({ statusCode }) => statusCode);

test('the new ones open the door, the old ones and the old sessions do not', async () => {
  await set(c.bo);
  expect(await signIn('msolheim', secrets.password, secrets.passcode)).toBe(200);
  expect(await signIn('maren@alder.example', secrets.password, secrets.passcode)).toBe(200);
  expect(await signIn('bo', PASSWORD, PASSCODE)).toBe(401);
  expect((await app.inject({ url: '/api/session', headers: { cookie: c.bo.cookie } })).statusCode).toBe(401);
  const [entry] = await entries(db.owner, c.id);
  expect(entry).toEqual({
    actor_id: c.ada.id,
    action: 'credentials.set-credentials',
    outcome: 'done',
    subject_user_id: c.bo.id,
    patient_id: null,
    reason: null,
    facts: {
      before: { username: 'bo', email: null, loginExpiresAt: null },
      after: { username: 'msolheim', email: 'Maren@alder.example', loginExpiresAt: null, invitedUntil: null },
      sessionsEnded: 1,
    },
  });
});

test('somebody who had none gets some; an email is not needed; what held the door shut is over', async () => {
  await arrange(db.owner, c.id, () => db.owner.query('delete from credentials where user_id = $1', [c.bo.id]));
  await set(c.bo, { email: '' });
  expect(await one(db.owner, 'select email from credentials where user_id = $1', [c.bo.id])).toBeNull();
  await arrange(db.owner, c.id, () =>
    db.owner.query(
      `update credentials set held_until = now() + interval '9 minutes', failed_tries = 3 where user_id = $1`,
      [c.bo.id],
    ),
  );
  await set(c.bo, { username: 'bo' });
  const { rows } = await db.owner.query('select failed_tries, held_until from credentials where user_id = $1', [
    c.bo.id,
  ]);
  expect(rows).toEqual([{ failed_tries: 0, held_until: null }]);
});

test('one’s own username may stay, with a new password', async () => {
  await set(c.bo, { username: 'BO' });
  expect(await signIn('bo', secrets.password, secrets.passcode)).toBe(200);
});

describe('refused, the old ones still open the door', () => {
  test.each<[string, () => Promise<unknown>]>([
    ['confirmation/password-wrong', () => set(c.bo, {}, c.ada, 'Wrong7one')],
    ['user/username-taken', () => set(c.bo, { username: 'Cy' })],
    ['user/username-malformed', () => set(c.bo, { username: 'b' })],
    ['user/email-taken', () => set(c.cy).then(() => set(c.bo, { username: 'other' }))],
    ['user/email-malformed', () => set(c.bo, { email: 'bo at alder' })],
    ['secret/password-weak', () => set(c.bo, { secrets: { ...secrets, password: 'Short1' } })],
    ['secret/password-common', () => set(c.bo, { secrets: { ...secrets, password: 'Castellane1' } })],
    ['credentials/name-missing', () => set(c.bo, { username: '', email: '' })],
    ['credentials/expiry-in-the-past', () => set(c.bo, { expires: { day: '2025-12-31', time: '23:59' } })],
    ['user/last-administrator', () => set(c.ada, { expires: { day: '2999-12-31', time: '23:59' } })],
    ['secret/passcode-weak', () => set(c.bo, { secrets: { ...secrets, passcode: '777777' } })],
    ['user/not-found', () => clinic(db.owner).then((other) => set(other.bo))],
    ['actor/not-permitted', () => set(c.bo, {}, c.dee)],
  ])('%s', async (code, act) => {
    await expect(act()).rejects.toThrow(code);
    expect((await entries(db.owner, c.id)).at(-1)).toMatchObject({
      action: 'credentials.set-credentials',
      outcome: 'refused',
      reason: code,
    });
    expect(await signIn('bo', PASSWORD, PASSCODE)).toBe(200);
  });

  test('user/already-inactive', async () => {
    await leave(db.owner, c, c.bo.id);
    await expect(set(c.bo)).rejects.toThrow('user/already-inactive');
  });

  test('nobody takes over somebody who may do more', async () => {
    await giveRole(db.owner, c, c.dee.id, await roleThatMay(db.owner, c, 'helper', ['credentials.set-credentials']));
    await expect(set(c.ada, {}, c.dee)).rejects.toThrow('user/role-not-yours');
    await set(c.dee, {}, c.dee);
    expect(await signIn('msolheim', secrets.password, secrets.passcode)).toBe(200);
  });
});
