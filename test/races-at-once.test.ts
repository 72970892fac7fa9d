// Two at the same door, at the same record, with the same request: one is done, and the other learns it.
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { perform } from '#kernel/command.ts';
import { newToken } from '#kernel/secrets.ts';
import { buildApp } from '#server/app.ts';
import { setUp } from '#features/clinics/set-up.ts';
import { lockUser } from '#features/users/lock-user.ts';
import { makeAdministrator, outcome, ready } from './acting.ts';
import { type TestDatabase, testDatabase } from './database.ts';
import { arrange, type Clinic, clinic, entries, type Member, member, one, PASSWORD } from './staff.ts';

let db: TestDatabase;
let c: Clinic;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  c = await clinic(db.owner);
});

const count = async (of: string, values: readonly unknown[] = []) =>
  Number(await one(db.owner, `select count(*) from ${of}`, values));
const lock = (by: Member, who: Member) =>
  perform(db.pool, by.caller, lockUser, { userId: who.id, reason: 'x' }, { password: PASSWORD });
const administrators = () =>
  count(
    `active_user a join user_role r using (clinic_id, user_id) join clinic_user u using (clinic_id, user_id)
      where a.clinic_id = $1 and r.role_id = $2 and u.locked_at is null`,
    [c.id, c.roles.admin],
  );

describe('the last administrator', () => {
  test.each<[string, (by: Member, who: Member) => Promise<() => Promise<unknown>>]>([
    ['deactivate', (by, who) => ready(db.pool, by, who)],
    ['lock', async (by, who) => () => lock(by, who)],
  ])('two who %s each other: one wins, one is left, and neither waits for ever', async (_, prepare) => {
    const tally = new Map<string, number>();
    for (let round = 0; round < 12; round += 1) {
      c = await clinic(db.owner);
      await makeAdministrator(db.owner, c, c.bo);
      const both = [await prepare(c.ada, c.bo), await prepare(c.bo, c.ada)];
      const said = (await Promise.all(both.map((act) => outcome(act())))).toSorted().join(' + ');
      tally.set(said, (tally.get(said) ?? 0) + 1);
      expect(await administrators()).toBe(1);
    }
    expect([...tally]).toEqual([['done + session/ended', 12]]);
  });

  test('everyone against everyone: one is left', async () => {
    await makeAdministrator(db.owner, c, c.bo);
    const joining = { clinicId: c.id, siteId: c.siteId, type: 'admin', roleIds: [c.roles.admin], lastName: 'Many' };
    const more = await arrange(db.owner, c.id, async () => [
      await member(db.owner, { ...joining, firstName: 'Eli' }),
      await member(db.owner, { ...joining, firstName: 'Fay' }),
      await member(db.owner, { ...joining, firstName: 'Gus' }),
    ]);
    const all = [c.ada, c.bo, ...more];
    const acts = await Promise.all(
      all.flatMap((by) => all.filter((of) => of !== by).map((of) => ready(db.pool, by, of))),
    );
    const said = await Promise.all(acts.map((act) => outcome(act())));
    expect(await administrators()).toBe(1);
    expect(said.filter((word) => word === 'done')).toHaveLength(all.length - 1);
    expect(new Set(said)).toEqual(
      new Set(['done', 'session/ended', ...(said.includes('user/already-inactive') ? ['user/already-inactive'] : [])]),
    );
  });
});

describe('sign-in', () => {
  const signIn = async (after: number) => {
    await sleep(after);
    const { rows } = await db.pool.query<{ said: string }>(
      'select said from sign_in($1, $2, true, true, $3, null, null)',
      [c.id, c.bo.id, newToken().hash],
    );
    return rows[0]?.said ?? '';
  };
  test.each<[string, string, () => Promise<() => Promise<unknown>>]>([
    ['deactivation', 'inactive', () => ready(db.pool, c.ada, c.bo)],
    ['lock', 'locked', async () => () => lock(c.ada, c.bo)],
  ])('against %s: no session is left, whoever came first', async (_, refused, prepare) => {
    for (let round = 0; round < 8; round += 1) {
      c = await clinic(db.owner);
      const act = await prepare();
      const tries = Array.from({ length: 24 }, (__, n) => signIn(n * 4));
      const [, ...said] = await Promise.all([act(), ...tries]);
      expect(new Set([...said, 'done', refused])).toEqual(new Set(['done', refused]));
      expect(await signIn(0)).toBe(refused);
      expect(await count('session where clinic_id = $1 and user_id = $2', [c.id, c.bo.id])).toBe(0);
    }
  });

  test('against a lock that has begun: it waits, and finds the door shut', async () => {
    const locker = await db.pool.connect();
    await locker.query('begin');
    await locker.query('select enter($1, $2, $3, $4, null)', [c.id, c.ada.id, c.ada.caller.tokenHash, 'roster']);
    await locker.query(`update clinic_user set locked_at = now(), locked_reason = 'x' where user_id = $1`, [c.bo.id]);
    const trying = signIn(0);
    expect(await Promise.race([trying, sleep(150, 'waits')])).toBe('waits');
    await locker.query(
      `insert into audit_entry (clinic_id, actor_id, action, outcome) values ($1, $2, 'x.x', 'done')`,
      [c.id, c.ada.id],
    );
    await locker.query('commit');
    locker.release();
    expect(await trying).toBe('locked');
    expect(await count('session where clinic_id = $1 and user_id = $2', [c.id, c.bo.id])).toBe(0);
  });

  test('against a lock that comes after: the lock waits, and ends the session', async () => {
    const signing = await db.pool.connect();
    await signing.query('begin');
    await signing.query('select sign_in($1, $2, true, true, $3, null, null)', [c.id, c.bo.id, newToken().hash]);
    const locking = lock(c.ada, c.bo);
    expect(await Promise.race([locking, sleep(300, 'waits')])).toBe('waits');
    await signing.query('commit');
    signing.release();
    await locking;
    expect(await count('session where clinic_id = $1 and user_id = $2', [c.id, c.bo.id])).toBe(0);
  });
});

describe('the same thing at once, over HTTP', () => {
  let app: FastifyInstance;
  beforeAll(async () => {
    app = await buildApp(db.pool);
  });
  afterAll(() => app.close());
  const person = { lastName: 'Solheim', firstName: 'Maren', type: 'nurse', speciality: '', address: '' };
  const contact = { homePhone: '', workPhone: '', cellPhone: '', fax: '', contactEmail: '' };
  const someone = () => ({ ...person, ...contact, siteIds: [c.siteId], roleIds: [c.roles.doctor] });

  test('two administrators save one user: one is done, the other sees that something changed', async () => {
    await makeAdministrator(db.owner, c, c.cy);
    for (let version = 1; version <= 8; version += 1) {
      const save = (by: Member, lastName: string) =>
        app.inject({
          method: 'PUT',
          url: `/api/users/${c.bo.id}`,
          headers: { cookie: by.cookie, 'if-match': `"${version}"` },
          payload: { ...someone(), lastName },
        });
      const said = await Promise.all([save(c.ada, 'Ada’s'), save(c.cy, 'Cy’s')]);
      expect(said.map(({ statusCode }) => statusCode).toSorted((a, b) => a - b)).toEqual([200, 412]);
      const won = said.findIndex(({ statusCode }) => statusCode === 200);
      expect(said[won]?.headers['etag']).toBe(`"${version + 1}"`);
      expect(said[1 - won]?.json()).toMatchObject({ code: 'request/version-stale' });
      expect(await one(db.owner, 'select last_name from clinic_user where user_id = $1', [c.bo.id])).toBe(
        ['Ada’s', 'Cy’s'][won],
      );
    }
  });

  const add = (by: Member, key: string, given: object = {}) =>
    app.inject({
      method: 'POST',
      url: '/api/users',
      headers: { cookie: by.cookie, 'idempotency-key': key },
      payload: { ...someone(), ...given },
    });

  test('ten requests of one name: done once, answered the same, one entry', async () => {
    const said = await Promise.all(Array.from({ length: 10 }, () => add(c.ada, 'new-nurse')));
    expect(new Set(said.map(({ statusCode, body }) => `${statusCode} ${body}`)).size).toBe(1);
    expect(said[0]?.json()).toMatchObject({ userNumber: 5 });
    expect(await count('clinic_user where clinic_id = $1', [c.id])).toBe(5);
    expect(await entries(db.owner, c.id)).toHaveLength(1);
  });

  test('the name is the sender’s own: another’s request of that name is another request', async () => {
    await makeAdministrator(db.owner, c, c.cy);
    const said = await Promise.all([add(c.ada, 'new-nurse'), add(c.cy, 'new-nurse', { firstName: 'Other' })]);
    expect(said.map((answered): number => answered.json().userNumber).toSorted((a, b) => a - b)).toEqual([5, 6]);
  });

  test('two different requests of one name: one is done, the other is told', async () => {
    const said = await Promise.all([add(c.ada, 'new-nurse'), add(c.ada, 'new-nurse', { firstName: 'Mia' })]);
    expect(said.map(({ statusCode }) => statusCode).toSorted((a, b) => a - b)).toEqual([200, 422]);
    expect(said.find(({ statusCode }) => statusCode === 422)?.json()).toMatchObject({ code: 'request/key-reused' });
    expect(await count('clinic_user where clinic_id = $1', [c.id])).toBe(5);
  });
});

test('two set-ups of an empty installation at once: one clinic', async () => {
  const empty = await testDatabase();
  try {
    const visit = {
      host: 'localhost',
      origin: '127.0.0.1',
      agent: '',
      address: 'http://localhost',
      publicUrl: undefined,
      tokenHash: undefined,
    };
    const place = { name: 'Alder Point', province: 'BC' as const, timeZone: 'America/Vancouver', phone: '' };
    const person = {
      lastName: 'Lindqvist',
      firstName: 'Ada',
      username: 'ada',
      email: '',
      password: PASSWORD,
      passcode: '7306',
    };
    const said = await Promise.all(
      [1, 2, 3].map(() => outcome(setUp.run(empty.pool, { clinic: place, administrator: person }, visit))),
    );
    expect(said.toSorted()).toEqual(['clinic/set-up-already', 'clinic/set-up-already', 'done']);
    expect(await one(empty.owner, 'select count(*) from clinic')).toBe('1');
  } finally {
    await empty.drop();
  }
});
