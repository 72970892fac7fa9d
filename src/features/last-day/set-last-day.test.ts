import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import { answer } from '#kernel/query.ts';
import { buildApp } from '#server/app.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic, entries, one, PASSCODE, PASSWORD, patients } from '#test/staff.ts';
import { bookAppointment } from '../schedule/book-appointment.ts';
import { markAppointment } from '../schedule/mark-appointment.ts';
import { moveAppointment } from '../schedule/move-appointment.ts';
import { listColleagues } from '../users/list-colleagues.ts';
import { giveRole, leave, lockAway, roleThatMay } from '../users/test-person.ts';
import { unlockUser } from '../users/unlock-user.ts';
import { cancelLastDay } from './cancel-last-day.ts';
import { listBeyond } from './list-beyond.ts';
import { listLeaving } from './list-leaving.ts';
import { readLastDay } from './read-last-day.ts';
import { endsAt, FAR, setAs } from './test-last-day.ts';

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

const INSTANT = '2999-07-01T00:00:00.000Z';
const set = (more: Parameters<typeof setAs>[3] = {}, by = c.ada, userId = c.bo.id) => setAs(db.pool, by, userId, more);
const cancel = (userId = c.bo.id, by = c.ada, version = 1) =>
  perform(db.pool, by.caller, cancelLastDay, { userId, version });
const read = (userId = c.bo.id, by = c.ada) => answer(db.pool, by.caller, readLastDay, { userId });
const lastEntry = async () => (await entries(db.owner, c.id)).at(-1);
const session = (cookie: string) => app.inject({ url: '/api/session', headers: { cookie } });
const signIn = () =>
  app.inject({
    method: 'POST',
    url: '/api/session',
    headers: { host: `${c.id}.example` },
    payload: { username: 'bo', password: PASSWORD, passcode: PASSCODE },
  });

describe('set', () => {
  test('is said by the clinic’s clock, kept as an instant, written down and told', async () => {
    expect(await set()).toEqual({ endsAt: INSTANT, version: 1 });
    expect(await lastEntry()).toEqual({
      actor_id: c.ada.id,
      action: 'last-day.set-last-day',
      outcome: 'done',
      subject_user_id: c.bo.id,
      patient_id: null,
      reason: 'Moves to Halifax',
      facts: { before: { lastDay: null }, after: { lastDay: INSTANT }, beyond: 0 },
    });
    expect((await session(c.bo.cookie)).json().notices).toMatchObject([
      { kind: 'login-expiry-set', facts: { by: 'Ada Lindqvist', expiresAt: INSTANT } },
    ]);
    expect(await read()).toMatchObject({
      user: { name: 'Bo Castellane', status: 'active' },
      lastDay: {
        endsAt: INSTANT,
        ends: FAR,
        reason: 'Moves to Halifax',
        setBy: { name: 'Ada Lindqvist' },
        passed: false,
      },
      refused: null,
      beyond: { items: 0, first: null, last: null },
      plan: { kept: false, items: 0, left: [], refused: null },
    });
    const { leaving } = await answer(db.pool, c.ada.caller, listLeaving, {});
    expect(leaving).toEqual([]); // it is far away
  });

  test('within thirty days of it the start page is told', async () => {
    await endsAt(db.owner, c, `now() + interval '29 days'`);
    expect(await answer(db.pool, c.ada.caller, listLeaving, {})).toMatchObject({
      leaving: [{ userId: c.bo.id, name: 'Bo Castellane', passed: false, missed: false, planned: false, items: 0 }],
    });
  });

  test('is changed by whoever has seen it as it is, and by one of two at once', async () => {
    await set();
    expect(await set({ ends: { day: '2999-06-29', time: '12:00' }, basedOn: 1 })).toMatchObject({ version: 2 });
    await giveRole(db.owner, c, c.cy.id, c.roles.admin);
    const said = await Promise.allSettled([set({ basedOn: 2 }), set({ basedOn: 2 }, c.cy)]);
    expect(said.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(said.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'request/version-stale' },
    });
  });

  test('whoever has a last day is no administrator to rely on', async () => {
    await giveRole(db.owner, c, c.cy.id, c.roles.admin);
    await set({}, c.ada, c.cy.id);
    await expect(set({}, c.cy, c.ada.id)).rejects.toThrow('user/last-administrator');
  });

  test.each<[string, () => Promise<unknown>]>([
    ['last-day/in-the-past', () => set({ ends: { day: '2025-01-01', time: '00:00' } })],
    ['request/version-stale', () => set({ basedOn: 1 })],
    ['request/version-stale', () => set().then(() => set())],
    ['user/is-yourself', () => set({}, c.ada, c.ada.id)],
    ['user/not-found', () => clinic(db.owner).then((other) => set({}, c.ada, other.bo.id))],
    ['user/already-inactive', () => leave(db.owner, c, c.bo.id).then(() => set())],
    ['actor/not-permitted', () => set({}, c.dee)],
    [
      'user/last-administrator',
      async () => {
        await giveRole(db.owner, c, c.dee.id, await roleThatMay(db.owner, c, 'ends', ['last-day.set-last-day']));
        return set({}, c.dee, c.ada.id);
      },
    ],
  ])('%s', async (code, act) => {
    await expect(act()).rejects.toThrow(code);
    expect(await lastEntry()).toMatchObject({ action: 'last-day.set-last-day', outcome: 'refused', reason: code });
  });
});

describe('the moment', () => {
  test('ends open sessions and opens none afterwards, with no worker awake', async () => {
    await endsAt(db.owner, c, `now() + interval '1 hour'`);
    expect((await session(c.bo.cookie)).statusCode).toBe(200);
    await endsAt(db.owner, c, `now() + interval '300 milliseconds'`);
    await expect.poll(async () => (await session(c.bo.cookie)).json().code).toBe('session/ended');
    const said = await signIn();
    expect([said.statusCode, said.json().code]).toEqual([401, 'sign-in/failed']);
    expect(await lastEntry()).toMatchObject({ outcome: 'refused', reason: 'last-day' });
    const { colleagues } = await answer(db.pool, c.ada.caller, listColleagues, {});
    expect(colleagues.find(({ userId }) => userId === c.bo.id)).toMatchObject({ locked: true });
  });

  test('a session that begins before it ends with it', async () => {
    await endsAt(db.owner, c, `now() + interval '1 hour'`);
    await signIn();
    const minutes = `select max(extract(epoch from ends_at - now()) / 60)::int from session where user_id = $1`;
    expect(await one<number>(db.owner, minutes, [c.bo.id])).toBe(60);
  });

  test('who waits for a lock until past it writes nothing', async () => {
    const holder = await db.pool.connect();
    const [patientId] = (await patients(db.owner, c.id, ['Arroyo, Pia'])) as [Id<'patient'>];
    await holder.query('begin');
    await holder.query('select enter($1, $2, $3, $4, null)', [c.id, c.ada.id, c.ada.caller.tokenHash, 'write']);
    await holder.query('select from active_user where user_id = $1 for update', [c.bo.id]);
    await endsAtUnderLock();
    const late = perform(db.pool, c.bo.caller, bookAppointment, {
      patientId,
      providerId: c.cy.id,
      siteId: c.siteId,
      day: '2030-05-02',
      start: '10:00',
      durationMinutes: 20,
      reason: '',
    });
    const said = late.then(
      () => 'done',
      (error: { code?: string }) => error.code,
    );
    await new Promise((resolve) => setTimeout(resolve, 600));
    await holder.query('rollback');
    holder.release();
    expect(await said).toBe('session/ended');
  });
  /** Bo's session ends soon, as a last day makes it. */
  const endsAtUnderLock = () =>
    arrange(db.owner, c.id, () =>
      db.owner.query(`update session set ends_at = now() + interval '300 milliseconds' where user_id = $1`, [c.bo.id]),
    );

  test('unlocking opens nothing: the last day is changed or cancelled first', async () => {
    await endsAt(db.owner, c, `now() - interval '1 minute'`);
    await lockAway(db.owner, c, c.bo.id);
    const unlock = () => perform(db.pool, c.ada.caller, unlockUser, { userId: c.bo.id });
    await expect(unlock()).rejects.toThrow('user/last-day-passed');
    await cancel();
    await unlock();
    expect((await signIn()).statusCode).toBe(200);
  });
});

describe('cancel', () => {
  test('takes it back, with its entry', async () => {
    await set();
    expect(await cancel()).toEqual({ userId: c.bo.id });
    expect(await lastEntry()).toMatchObject({
      action: 'last-day.cancel-last-day',
      subject_user_id: c.bo.id,
      facts: { before: { lastDay: INSTANT }, after: { lastDay: null } },
    });
    expect((await read()).lastDay).toBeNull();
  });

  test.each<[string, () => Promise<unknown>]>([
    ['last-day/not-set', () => cancel()],
    [
      'last-day/not-set',
      () => clinic(db.owner).then((other) => setAs(db.pool, other.ada, other.bo.id).then(() => cancel(other.bo.id))),
    ],
    ['actor/not-permitted', () => set().then(() => cancel(c.bo.id, c.dee))],
    ['request/version-stale', () => set().then(() => cancel(c.bo.id, c.ada, 2))],
  ])('%s', async (code, act) => {
    await expect(act()).rejects.toThrow(code);
  });
});

describe('appointments', () => {
  const book = (day: string, start = '16:30', providerId = c.bo.id) =>
    patients(db.owner, c.id, [`Arroyo, Pia ${day}`]).then(([patientId = '']) =>
      perform(db.pool, c.ada.caller, bookAppointment, {
        patientId: patientId as Id<'patient'>,
        providerId,
        siteId: c.siteId,
        day,
        start,
        durationMinutes: 30,
        reason: '',
      }),
    );

  test('new ones end by it; what was booked before is listed', async () => {
    const before = await book('2999-07-02');
    await set();
    await book('2999-06-30');
    await expect(book('2999-06-30', '16:35')).rejects.toThrow('schedule/after-last-day');
    await expect(book('2999-07-01')).rejects.toThrow('schedule/after-last-day');
    const other = await book('2999-07-01', '09:00', c.cy.id);
    const move = (providerId: typeof c.bo.id, { appointmentId, version }: typeof other, day: string) =>
      perform(db.pool, c.ada.caller, moveAppointment, {
        appointmentId,
        version,
        providerId,
        siteId: c.siteId,
        day,
        start: '09:00',
        durationMinutes: 30,
      });
    await expect(move(c.bo.id, other, '2999-07-01')).rejects.toThrow('schedule/after-last-day');
    await expect(move(c.bo.id, before, '2999-07-03')).rejects.toThrow('schedule/after-last-day');
    expect((await read()).beyond).toMatchObject({ items: 1, first: before.startsAt });
    const thought = { userId: c.bo.id, day: '2999-06-29', time: '12:00' };
    expect((await answer(db.pool, c.ada.caller, readLastDay, thought)).beyond.items).toBe(2);
    const { appointments } = await answer(db.pool, c.ada.caller, listBeyond, { userId: c.bo.id });
    expect(appointments).toMatchObject([
      { appointmentId: before.appointmentId, day: '2999-07-02', site: 'Alder Point' },
    ]);
    await move(c.bo.id, before, '2999-06-29');
    expect((await read()).beyond.items).toBe(0);
  });

  test('one that was marked no-show is not taken back into the time after it', async () => {
    const { appointmentId } = await book('2999-07-02');
    const mark = (status: 'no-show' | 'booked', was?: 'no-show') =>
      perform(db.pool, c.ada.caller, markAppointment, { appointmentId, status, ...(was ? { was } : {}) });
    await mark('no-show');
    await set();
    await expect(mark('booked', 'no-show')).rejects.toThrow('schedule/after-last-day');
  });

  test('a cursor that is none is refused', async () => {
    const asked = answer(db.pool, c.ada.caller, listBeyond, { userId: c.bo.id, after: 'x' });
    await expect(asked).rejects.toThrow('request/cursor-unknown');
  });

  test('of a booking and a last day at the same moment, none slips through', async () => {
    for (let round = 0; round < 6; round += 1) {
      // oxlint-disable-next-line no-await-in-loop -- one meeting after the other
      c = await clinic(db.owner);
      // oxlint-disable-next-line no-await-in-loop -- one meeting after the other
      const [booked] = await Promise.allSettled([book('2999-07-02'), set()]);
      // oxlint-disable-next-line no-await-in-loop -- one meeting after the other
      const said = (await entries(db.owner, c.id)).find(({ action }) => action === 'last-day.set-last-day');
      // What was booked was there when the last day was set, and counted; what came later was refused.
      expect(said?.facts['beyond']).toBe(booked.status === 'fulfilled' ? 1 : 0);
    }
  });
});

test.each<[string, () => Promise<unknown>]>([
  ['user/not-found', () => clinic(db.owner).then((other) => read(other.bo.id))],
  ['user/already-inactive', () => leave(db.owner, c, c.bo.id).then(() => read())],
  ['actor/not-permitted', () => read(c.bo.id, c.dee)],
])('reading it: %s', async (code, act) => {
  await expect(act()).rejects.toThrow(code);
});
