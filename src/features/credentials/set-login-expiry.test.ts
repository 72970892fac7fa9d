import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { answer } from '#kernel/query.ts';
import { perform } from '#kernel/command.ts';
import { buildApp } from '#server/app.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic, entries, one, PASSCODE, PASSWORD } from '#test/staff.ts';
import { listUsers } from '../users/list-users.ts';
import { giveRole, leave, roleThatMay } from '../users/test-person.ts';
import { readCredentials } from './read-credentials.ts';
import { setLoginExpiry } from './set-login-expiry.ts';

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

const far = { day: '2999-06-30', time: '17:00' };
const set = (expires: typeof far | null, userId = c.bo.id, by = c.ada) =>
  perform(db.pool, by.caller, setLoginExpiry, { userId, expires });
const ends = (when: string, userId: string = c.bo.id) =>
  arrange(db.owner, c.id, () =>
    db.owner.query(`update credentials set expires_at = ${when} where user_id = $1`, [userId]),
  );
const session = (cookie: string) => app.inject({ url: '/api/session', headers: { cookie } });
const signIn = () =>
  app.inject({
    method: 'POST',
    url: '/api/session',
    headers: { host: `${c.id}.example` },
    payload: { username: 'bo', password: PASSWORD, passcode: PASSCODE },
  });

test('is said by the clinic’s clock, kept as an instant, written down and told', async () => {
  expect(await set(far)).toEqual({ expiresAt: '2999-07-01T00:00:00.000Z' });
  expect(await entries(db.owner, c.id)).toMatchObject([
    {
      actor_id: c.ada.id,
      action: 'credentials.set-login-expiry',
      subject_user_id: c.bo.id,
      facts: { before: { loginExpiresAt: null }, after: { loginExpiresAt: '2999-07-01T00:00:00.000Z' } },
    },
  ]);
  expect((await session(c.bo.cookie)).json().notices).toMatchObject([
    { kind: 'login-expiry-set', facts: { by: 'Ada Lindqvist', expiresAt: '2999-07-01T00:00:00.000Z' } },
  ]);
  const said = await answer(db.pool, c.ada.caller, readCredentials, { userId: c.bo.id });
  expect(said.credentials).toMatchObject({ username: 'bo', ready: true, expiresAt: '2999-07-01T00:00:00.000Z' });
  expect(await set(null)).toEqual({ expiresAt: null });
});

test('ends open sessions at that moment, and opens none afterwards, with the same answer as ever', async () => {
  await ends(`now() + interval '1 hour'`);
  expect((await session(c.bo.cookie)).statusCode).toBe(200);
  await ends(`now() + interval '300 milliseconds'`);
  await expect.poll(async () => (await session(c.bo.cookie)).json().code).toBe('session/ended');
  const said = await signIn();
  expect([said.statusCode, said.json().code]).toEqual([401, 'sign-in/failed']);
  expect((await entries(db.owner, c.id)).at(-1)).toMatchObject({ outcome: 'refused', reason: 'expired' });
});

test('a session that begins before it ends with it', async () => {
  await ends(`now() + interval '1 hour'`);
  await signIn();
  const minutes = await one<number>(
    db.owner,
    `select max(extract(epoch from ends_at - now()) / 60)::int from session where user_id = $1`,
    [c.bo.id],
  );
  expect(minutes).toBe(60);
});

test('the user is warned from ten days before', async () => {
  await ends(`now() + interval '11 days'`);
  expect((await session(c.bo.cookie)).json().loginEndsAt).toBeNull();
  await ends(`now() + interval '9 days'`);
  expect((await session(c.bo.cookie)).json().loginEndsAt).toMatch(/^2/);
});

test('Manage Users finds those whose login expires soon', async () => {
  await ends(`now() + interval '9 days'`);
  await ends(`now() + interval '11 days'`, c.cy.id);
  const { users, counts } = await answer(db.pool, c.ada.caller, listUsers, { signIn: 'ends-soon' });
  expect([users.map(({ firstName }) => firstName), counts]).toEqual([
    ['Bo'],
    { active: 1, locked: 0, inactive: 0, away: 0 },
  ]);
});

test.each<[string, () => Promise<unknown>]>([
  ['credentials/expiry-in-the-past', () => set({ day: '2025-01-01', time: '00:00' })],
  ['user/last-administrator', () => set(far, c.ada.id)],
  ['user/not-found', () => clinic(db.owner).then((other) => set(far, other.bo.id))],
  ['user/already-inactive', () => leave(db.owner, c, c.bo.id).then(() => set(far))],
  [
    'credentials/none',
    () =>
      arrange(db.owner, c.id, () => db.owner.query('delete from credentials where user_id = $1', [c.bo.id])).then(() =>
        set(far),
      ),
  ],
  [
    'user/role-not-yours',
    async () => {
      await giveRole(db.owner, c, c.dee.id, await roleThatMay(db.owner, c, 'ends', ['credentials.set-login-expiry']));
      return set(far, c.bo.id, c.dee);
    },
  ],
  ['actor/not-permitted', () => set(far, c.bo.id, c.dee)],
])('%s', async (code, act) => {
  await expect(act()).rejects.toThrow(code);
});

test('an administrator whose sign-in has an end is none to rely on', async () => {
  await giveRole(db.owner, c, c.cy.id, c.roles.admin);
  await set(far, c.cy.id);
  await expect(set(far, c.ada.id)).rejects.toThrow('user/last-administrator');
});
