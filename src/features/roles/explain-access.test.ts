import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import { openChart } from '#features/charts/open-chart.ts';
import { bookAppointment } from '#features/schedule/book-appointment.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic, entries, type Member, patients } from '#test/staff.ts';
import { block } from '#test/work.ts';
import { explainAccess } from './explain-access.ts';
import { agedByAYear, dayFromNow, giveOnly, refusedWith } from './test-roles.ts';

let db: TestDatabase;
let c: Clinic;
let pia: Id<'patient'>;
let lou: Id<'patient'>;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  c = await clinic(db.owner);
  [pia, lou] = (await patients(db.owner, c.id, ['Arroyo, Pia', 'Berg, Lou'])) as [Id<'patient'>, Id<'patient'>];
});

const CHART = 'charts.open-chart';
const ask = ({ id }: Member, more: object = {}, permission = CHART) =>
  perform(db.pool, c.ada.caller, explainAccess, { userId: id, permission, ...more });
const change = (sql: string, ...values: unknown[]) => arrange(db.owner, c.id, () => db.owner.query(sql, values));
const lockBo = () =>
  change(`update clinic_user set locked_at = now(), locked_reason = 'badge lost' where user_id = $1`, c.bo.id);

test('why: the role that gives it, and nothing in the way; asking leaves its entry', async () => {
  expect(await ask(c.bo, { patientId: pia })).toMatchObject({
    name: 'Bo Castellane',
    permission: CHART,
    allowed: true,
    because: null,
    steps: ['status', 'lock', 'credentials', 'role', 'block'].map((step) => ({ step, passes: true })),
    through: [{ name: 'doctor' }],
    blockedSince: null,
  });
  expect(await entries(db.owner, c.id)).toMatchObject([
    {
      actor_id: c.ada.id,
      action: 'roles.explain-access',
      subject_user_id: c.bo.id,
      patient_id: pia,
      facts: { permission: CHART, allowed: true, because: null },
    },
  ]);
});

describe('why not', () => {
  test('role: none of the user’s roles gives it, and which would', async () => {
    expect(await ask(c.dee)).toMatchObject({ because: 'role', through: [], allowedBy: ['admin', 'doctor'] });
  });
  test('status: left, and when', async () => {
    await change('delete from active_user where user_id = $1', c.bo.id);
    expect(await ask(c.bo)).toMatchObject({ because: 'status', activeSince: null, leftAt: expect.any(String) });
  });
  test('lock, with its reason', async () => {
    await lockBo();
    expect(await ask(c.bo)).toMatchObject({
      because: 'lock',
      lockedReason: 'badge lost',
      through: [{ name: 'doctor' }],
    });
  });
  test('credentials: there are none', async () => {
    await change('delete from credentials where user_id = $1', c.bo.id);
    expect(await ask(c.bo)).toMatchObject({ because: 'credentials', signIn: 'none', allowed: false });
  });
  test.each([
    ['not-ready', 'the invitation waits', 'password_hash = null, passcode_hash = null'],
    ['expired', 'the login has expired', `expires_at = now() - interval '1 day'`],
    ['held', 'too many wrong tries', `held_until = now() + interval '10 minutes'`],
    ['must-change', 'others must be chosen first', 'must_change = true'],
  ])('credentials: %s, %s', async (signIn, _, set) => {
    await change(`update credentials set ${set} where user_id = $1`, c.bo.id);
    expect(await ask(c.bo)).toMatchObject({ because: 'credentials', signIn, allowed: false });
  });
  test('credentials: the last day is over; sign-in is held, and until when', async () => {
    await change(`update credentials set held_until = now() + interval '10 minutes' where user_id = $1`, c.bo.id);
    expect(await ask(c.bo)).toMatchObject({ signIn: 'held', heldUntil: expect.any(String) });
    await change(
      `insert into last_day (clinic_id, user_id, ends_at, reason, set_by_id, set_at)
       values ($1, $2, now() - interval '1 hour', 'moves', $3, now() - interval '9 days')`,
      c.id,
      c.bo.id,
      c.ada.id,
    );
    expect(await ask(c.bo)).toMatchObject({ because: 'credentials', signIn: 'last-day-over', allowed: false });
  });
  test('site: there is none to book at', async () => {
    await change('delete from site_assignment where user_id = $1', c.bo.id);
    expect(await ask(c.bo, {}, 'schedule.book-appointment')).toMatchObject({ because: 'site', sites: [] });
    expect(await ask(c.bo)).toMatchObject({ because: null });
  });
  test('block: closed since when, and by which set only for those who may lay blocks', async () => {
    await block(db.owner, c, c.bo.id, [pia]);
    await change(`delete from permission where permission = 'patient-sets.lay-block'`);
    expect(await ask(c.bo, { patientId: pia })).toMatchObject({
      because: 'block',
      blockedSince: expect.any(String),
      blockedBy: null,
    });
    expect(await ask(c.bo, { patientId: lou })).toMatchObject({ allowed: true });
    await change(`insert into permission (permission, doctor) values ('patient-sets.lay-block', false)`);
    expect((await ask(c.bo, { patientId: pia })).blockedBy).toMatch(/^[\da-f-]{36}$/);
  });
  test('a block is not in the way of what is no patient’s business', async () => {
    await block(db.owner, c, c.ada.id, [lou]);
    await block(db.owner, c, c.bo.id, [pia]);
    expect(await ask(c.ada, { patientId: pia }, 'users.add-user')).toMatchObject({ allowed: true });
  });
});

test('it says what happens: whoever may by its word opens the chart, and nobody else', async () => {
  const really = (who: Member) =>
    perform(db.pool, who.caller, openChart, { patientId: pia }).then(
      () => true,
      () => false,
    );
  const agree = async (who: Member) => {
    const { allowed } = await ask(who, { patientId: pia });
    expect([who.username, allowed]).toEqual([who.username, await really(who)]);
  };
  for (const who of [c.bo, c.cy, c.dee]) await agree(who);
  await block(db.owner, c, c.bo.id, [pia]);
  await agree(c.bo);
  await giveOnly(db.owner, c, c.cy, c.roles.frontDesk);
  await agree(c.cy);
  await giveOnly(db.owner, c, c.dee, c.roles.doctor);
  await agree(c.dee);
  await change(`update clinic_user set locked_at = now(), locked_reason = 'x' where user_id = $1`, c.dee.id);
  await agree(c.dee);
});

test('without a site nobody books, as it says', async () => {
  await change('delete from site_assignment where user_id = $1', c.dee.id);
  await giveOnly(db.owner, c, c.dee, c.roles.doctor);
  expect(await ask(c.dee, {}, 'schedule.book-appointment')).toMatchObject({ allowed: false, because: 'site' });
  const time = { siteId: c.siteId, day: '2030-01-07', start: '10:00', durationMinutes: 20 };
  const booking = { patientId: pia, providerId: c.bo.id, reason: '', ...time };
  await expect(perform(db.pool, c.dee.caller, bookAppointment, booking)).rejects.toThrow('site/not-yours');
});

describe('as of a past moment', () => {
  beforeEach(() => agedByAYear(db.owner, c));

  test('with the lock, the role, the block and the status of then', async () => {
    const day = await dayFromNow(db.owner, -1);
    await lockBo();
    await giveOnly(db.owner, c, c.bo, c.roles.frontDesk);
    expect(await ask(c.bo)).toMatchObject({ because: 'lock', through: [] });
    expect(await ask(c.bo, { day })).toMatchObject({ allowed: true, through: [{ name: 'doctor' }] });
    await change('delete from active_user where user_id = $1', c.bo.id);
    expect(await ask(c.bo, { day, patientId: pia })).toMatchObject({ allowed: true, leftAt: null });
    await block(db.owner, c, c.bo.id, [pia]);
    await change(
      `update chart_block set laid_at = now() - interval '30 days', lifted_at = now() where user_id = $1`,
      c.bo.id,
    );
    await change(`update patient_set_member set since = now() - interval '30 days' where patient_id = $1`, pia);
    expect(await ask(c.bo, { day, patientId: pia })).toMatchObject({ because: 'block' });
    expect(await ask(c.bo, { day: await dayFromNow(db.owner, -40), patientId: pia })).toMatchObject({ allowed: true });
  });
});

describe('credentials as of a past moment', () => {
  const NOT_BEFORE = 'delete from credentials_history where user_id = $1 and not upper_inf(during)';
  const FROM_THEN = `update credentials_history set during = tstzrange(now() - interval '30 days', null)
                      where user_id = $1 and upper_inf(during)`;
  beforeEach(() => agedByAYear(db.owner, c));

  test.each([
    ['not-ready', 'password_hash = null, passcode_hash = null', false],
    ['expired', `expires_at = now() - interval '90 days'`, false],
    ['must-change', 'must_change = true', false],
    ['ready', `expires_at = now() - interval '2 days'`, true],
  ])('%s then: %s', async (signIn, set, allowed) => {
    await change(`update credentials set ${set} where user_id = $1`, c.bo.id);
    await change(NOT_BEFORE, c.bo.id);
    await change(FROM_THEN, c.bo.id);
    const day = await dayFromNow(db.owner, -10);
    expect(await ask(c.bo, { day })).toMatchObject({ signIn, allowed });
  });

  test('of the time of which it is only known that there were some, that is said', async () => {
    await change('update credentials_history set ready = null, must_change = null where user_id = $1', c.bo.id);
    const day = await dayFromNow(db.owner, -10);
    expect(await ask(c.bo, { day })).toMatchObject({ signIn: 'not-on-record', allowed: true });
  });
});

describe('refused', () => {
  const refused = (more: object, by = c.ada) =>
    refusedWith(db, c, by, explainAccess, { userId: c.bo.id, permission: CHART, ...more });

  test('patient/not-found: none, of another clinic, or closed to whoever asks', async () => {
    expect(await refused({ patientId: randomUUID() })).toBe('patient/not-found');
    const other = await clinic(db.owner);
    const [an] = await patients(db.owner, other.id, ['Zhou, An']);
    expect(await refused({ patientId: an })).toBe('patient/not-found');
    await block(db.owner, c, c.ada.id, [pia]);
    await block(db.owner, c, c.bo.id, [pia]);
    expect(await refused({ patientId: pia })).toBe('patient/not-found');
  });
  test('user/not-found and role/unknown-permission', async () => {
    expect(await refused({ userId: randomUUID() })).toBe('user/not-found');
    expect(await refused({ permission: 'charts.fly' })).toBe('role/unknown-permission');
  });
  test('role/moment-to-come and role/not-on-record', async () => {
    expect(await refused({ day: await dayFromNow(db.owner, 1) })).toBe('role/moment-to-come');
    expect(await refused({ day: '2001-01-01' })).toBe('role/not-on-record');
  });
  test('actor/not-permitted, nor does the database say it to them', async () => {
    expect(await refused({}, c.bo)).toBe('actor/not-permitted');
    const client = await db.pool.connect();
    await client.query('begin');
    await client.query('select enter($1, $2, $3, $4, null)', [c.id, c.bo.id, c.bo.caller.tokenHash, 'read']);
    await expect(client.query('select block_at($1, $2, null)', [c.cy.id, pia])).rejects.toThrow('not permitted');
    await client.query('rollback');
    client.release();
  });
});
