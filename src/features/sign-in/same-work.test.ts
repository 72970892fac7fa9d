// Neither the answer nor its time may say what was wrong. Times cannot be compared on a busy machine; what takes them can
// be counted: the slow hash, which is nearly all of it.
import * as argon2 from '@node-rs/argon2';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { hashSecret } from '#kernel/secrets.ts';
import { buildApp } from '#server/app.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic, PASSCODE, PASSWORD } from '#test/staff.ts';
import { addAppAt, browserAt, codeOf } from '../second-factors/test-factors.ts';

// Whatever has loaded the real one before is loaded anew.
vi.hoisted(() => vi.resetModules());
vi.mock('@node-rs/argon2', async (original) => {
  const real = await original<typeof argon2>();
  return { ...real, verify: vi.fn<typeof real.verify>(real.verify) };
});
const { verify } = vi.mocked(argon2);

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
  // What the tests' persons have is quick to compare with; here it costs what it costs the clinic's.
  const hashes = [c.bo.id, await hashSecret(PASSWORD), await hashSecret(PASSCODE)];
  await arrange(db.owner, c.id, () =>
    db.owner.query('update credentials set password_hash = $2, passcode_hash = $3 where user_id = $1', hashes),
  );
});

/** How often the slow hash was computed, and for how many bytes of cost. */
async function work(act: () => Promise<unknown>) {
  verify.mockClear();
  await act();
  return verify.mock.calls.map(([hash]) => String(hash).split('$').slice(1, 4).join(' '));
}
const COST = 'argon2id v=19 m=19456,t=2,p=1';
const signIn = (given: object = {}) =>
  app.inject({
    method: 'POST',
    url: '/api/session',
    headers: { host: `${c.id}.example` },
    payload: { username: 'bo', password: PASSWORD, passcode: PASSCODE, ...given },
  });
const change = (sql: string) => arrange(db.owner, c.id, () => db.owner.query(sql, [c.bo.id]));

test.each<[string, object, string?]>([
  ['everything is right', {}],
  ['the password is wrong', { password: 'Wrong7one' }],
  ['the passcode is wrong', { passcode: '9999' }],
  ['nobody is called so', { username: 'nobody' }],
  ['the user has left', {}, 'delete from active_user where user_id = $1'],
  ['the invitation waits', {}, 'update credentials set password_hash = null, passcode_hash = null where user_id = $1'],
  ['the login has expired', {}, `update credentials set expires_at = now() where user_id = $1`],
  ['the door is held', {}, `update credentials set held_until = now() + interval '1 minute' where user_id = $1`],
  ['the user is locked', {}, `update clinic_user set locked_at = now(), locked_reason = 'x' where user_id = $1`],
])('both hashes are computed at the same cost where %s', async (_, given, sql) => {
  if (sql) await change(sql);
  expect(await work(() => signIn(given))).toEqual([COST, COST]);
});

test.each<[string, (key: string, codes: readonly string[]) => string]>([
  ['a code that is right', (key) => codeOf(key, 1)],
  ['a code that is wrong', () => '000000'],
  ['a recovery code that is right', (_, [code = '']) => code],
  ['a recovery code that is right in part', (_, [code = '']) => `${code.slice(0, 4)}-0000-0000-0000`],
  ['a recovery code that is none', () => 'ZZZZ-ZZZZ-ZZZZ-ZZZZ'],
  ['nothing', () => ''],
])('one hash is computed at the second step for %s', async (_, code) => {
  const { key, recoveryCodes } = await addAppAt(browserAt(app, c, c.bo.cookie));
  const browser = browserAt(app, c);
  await browser.signIn();
  expect(await work(() => browser.giveCode(code(key, recoveryCodes ?? [])))).toEqual([COST]);
});
