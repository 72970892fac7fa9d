import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { buildApp } from '#server/app.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic, entries, one, PASSCODE, PASSWORD } from '#test/staff.ts';

let db: TestDatabase;
let app: FastifyInstance;
let c: Clinic;
beforeAll(async () => {
  db = await testDatabase();
  app = await buildApp(db.pool, { logger: true });
});
afterAll(async () => {
  await app.close();
  await db.drop();
});
beforeEach(async () => {
  c = await clinic(db.owner);
});

const right = { username: 'bo', password: PASSWORD, passcode: PASSCODE };
const signIn = (given: Partial<typeof right> = {}) =>
  app.inject({
    method: 'POST',
    url: '/api/session',
    headers: { host: `${c.id}.example` },
    payload: { ...right, ...given },
  });
const whoIs = (cookie: string) => app.inject({ method: 'GET', url: '/api/session', headers: { cookie } });
const setUser = (sql: string) =>
  arrange(db.owner, c.id, () => db.owner.query(`update ${sql} where user_id = '${c.bo.id}'`));

test('opens a session that every later request can use, and writes it down', async () => {
  const said = await signIn();
  expect(said.statusCode).toBe(200);
  const [cookie] = said.cookies;
  expect(cookie).toMatchObject({ name: 'custodian', httpOnly: true, sameSite: 'Strict', path: '/' });
  const session = await whoIs(`custodian=${cookie?.value}`);
  expect(session.json()).toMatchObject({
    userId: c.bo.id,
    firstName: 'Bo',
    clinic: { name: 'Alder Point', timeZone: 'America/Vancouver' },
  });
  expect(await entries(db.owner, c.id)).toEqual([
    {
      actor_id: c.bo.id,
      action: 'sign-in.sign-in',
      outcome: 'done',
      subject_user_id: c.bo.id,
      patient_id: null,
      reason: null,
      facts: {},
    },
  ]);
});

test('works with the email too, in any case', async () => {
  await setUser(`credentials set email = 'bo@alder.example'`);
  expect((await signIn({ username: ' BO@Alder.example ' })).statusCode).toBe(200);
});

describe('the same answer, whatever is wrong', () => {
  test.each([
    ['the password', { password: 'Wrong7one' }, 'wrong'],
    ['the passcode', { passcode: '1111' }, 'wrong'],
    ['the user name', { username: 'nobody' }, 'unknown'],
  ])('%s', async (_, given, reason) => {
    const said = await signIn(given);
    expect([said.statusCode, said.json().code, said.cookies]).toEqual([401, 'sign-in/failed', []]);
    expect((await entries(db.owner, c.id)).at(-1)).toMatchObject({
      actor_id: null,
      action: 'sign-in.sign-in',
      outcome: 'refused',
      reason,
    });
  });

  test('a locked user', async () => {
    await setUser(`clinic_user set locked_at = now(), locked_reason = 'badge lost'`);
    expect((await signIn()).json().code).toBe('sign-in/failed');
  });

  test('a user who has left', async () => {
    await arrange(db.owner, c.id, () => db.owner.query('delete from active_user where user_id = $1', [c.bo.id]));
    expect((await signIn()).json().code).toBe('sign-in/failed');
  });
});

test('five wrong tries in a row hold the door shut for ten minutes, also for the right answer', async () => {
  for (let n = 0; n < 5; n += 1) await signIn({ password: 'Wrong7one' });
  expect((await signIn()).statusCode).toBe(401);
  expect((await entries(db.owner, c.id)).at(-1)).toMatchObject({ reason: 'held' });
  await setUser(`credentials set held_until = now() - interval '1 second'`);
  expect((await signIn()).statusCode).toBe(200);
});

test('a right answer in between begins the count again', async () => {
  for (let n = 0; n < 4; n += 1) await signIn({ passcode: '9999' });
  await signIn();
  await signIn({ passcode: '9999' });
  expect((await signIn()).statusCode).toBe(200);
});

test('a sign-in always opens another session, and ends the one that the browser had', async () => {
  const said = await app.inject({
    method: 'POST',
    url: '/api/session',
    headers: { host: `${c.id}.example`, cookie: c.bo.cookie },
    payload: right,
  });
  const now = `custodian=${said.cookies[0]?.value}`;
  expect(now).not.toBe(c.bo.cookie);
  expect([(await whoIs(c.bo.cookie)).statusCode, (await whoIs(now)).statusCode]).toEqual([401, 200]);
});

test('signing out ends this session and no other', async () => {
  const [first, second] = [await signIn(), await signIn()].map((said) => `custodian=${said.cookies[0]?.value}`);
  const out = await app.inject({ method: 'DELETE', url: '/api/session', headers: { cookie: first ?? '' } });
  expect([out.statusCode, out.cookies[0]?.value]).toEqual([200, '']);
  expect([(await whoIs(first ?? '')).statusCode, (await whoIs(second ?? '')).statusCode]).toEqual([401, 200]);
});

test('a session left alone for its idle limit, or older than its absolute limit, is over', async () => {
  await arrange(db.owner, c.id, () =>
    db.owner.query(`update session set idle_until = now() where user_id = $1`, [c.bo.id]),
  );
  expect((await whoIs(c.bo.cookie)).json().code).toBe('session/ended');
  await arrange(db.owner, c.id, () =>
    db.owner.query(`update session set ends_at = now() where user_id = $1`, [c.cy.id]),
  );
  expect((await whoIs(c.cy.cookie)).json().code).toBe('session/ended');
});

test('using a session begins its idle limit again', async () => {
  const soon = `now() + interval '5 minutes'`;
  await arrange(db.owner, c.id, () =>
    db.owner.query(
      `update session set idle_until = ${soon}, seen_at = now() - interval '20 minutes' where user_id = $1`,
      [c.bo.id],
    ),
  );
  await whoIs(c.bo.cookie);
  const minutes = () =>
    one<number>(
      db.owner,
      `select (extract(epoch from idle_until - now()) / 60)::float8 from session where user_id = $1`,
      [c.bo.id],
    );
  await expect.poll(async () => Math.round(await minutes())).toBe(30);
});

test('own sessions are listed and can be ended, with the password; those of others cannot', async () => {
  const mine = (await app.inject({ url: '/api/sessions', headers: { cookie: c.bo.cookie } })).json().sessions as {
    sessionId: string;
    here: boolean;
  }[];
  expect(mine.map(({ here }) => here)).toEqual([true]);
  const end = (cookie: string, password = PASSWORD) =>
    app.inject({
      method: 'DELETE',
      url: `/api/sessions/${mine[0]?.sessionId}`,
      headers: { cookie },
      payload: { password },
    });
  expect((await end(c.cy.cookie)).statusCode).toBe(401);
  expect((await end(c.bo.cookie, '')).json().code).toBe('confirmation/password-missing');
  expect((await end(c.bo.cookie)).statusCode).toBe(200);
  expect((await whoIs(c.bo.cookie)).statusCode).toBe(401);
});

test.each([
  ['a made-up secret', (made: Clinic) => `custodian=${made.id}.${made.bo.id}.${'0'.repeat(64)}`],
  ['the name of another user', (made: Clinic) => made.bo.cookie.replace(made.bo.id, made.ada.id)],
  ['the name of another clinic', (made: Clinic) => made.bo.cookie.replace(made.id, made.siteId)],
  ['nothing', () => ''],
])('a cookie with %s is nobody', async (_, cookie) => {
  const said = await whoIs(cookie(c));
  expect([said.statusCode, said.json().code]).toEqual([401, 'session/ended']);
});

test.each([
  ['sec-fetch-site', { 'sec-fetch-site': 'cross-site' }],
  ['origin', { origin: 'https://elsewhere.example' }],
])('a post that another site sends is refused by its %s', async (_, headers) => {
  const said = await app.inject({
    method: 'POST',
    url: '/api/session',
    headers: { host: `${c.id}.example`, ...headers },
    payload: right,
  });
  expect([said.statusCode, said.json().code]).toEqual([403, 'request/from-elsewhere']);
});

test('says how the database reckons the clinic’s clocks', async () => {
  await arrange(db.owner, c.id, () =>
    db.owner.query(`update clinic set time_zone = 'America/Toronto' where clinic_id = $1`, [c.id]),
  );
  const { offsets } = (await whoIs(c.bo.cookie)).json().clinic as { offsets: { from: string; minutes: number }[] };
  expect(new Set(offsets.map(({ minutes }) => minutes))).toEqual(new Set([-300, -240]));
  expect(offsets.length).toBeGreaterThanOrEqual(8);
  // Toronto changes at two in the morning, by its clock before the change.
  for (const { from, minutes } of offsets.slice(1))
    expect(new Date(from).getUTCHours(), from).toBe(minutes === -240 ? 7 : 6);
});
