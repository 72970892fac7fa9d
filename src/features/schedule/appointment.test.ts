import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic, entries, type Member, patients } from '#test/staff.ts';
import { anotherSite } from '#test/sites.ts';
import { block } from '#test/work.ts';
import { bookAppointment } from './book-appointment.ts';
import { cancelAppointment } from './cancel-appointment.ts';
import type { Mark } from './contract.ts';
import { markAppointment } from './mark-appointment.ts';
import { moveAppointment } from './move-appointment.ts';

let db: TestDatabase;
let c: Clinic;
let greaves: Id<'patient'>;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  c = await clinic(db.owner);
  [greaves] = (await patients(db.owner, c.id, ['Greaves, Anselm'])) as [Id<'patient'>];
});

const time = () => ({ providerId: c.bo.id, siteId: c.siteId, day: '2027-07-20', start: '09:00', durationMinutes: 30 });
type Time = ReturnType<typeof time>;
const book = (more: Partial<Time & { patientId: Id<'patient'> }> = {}, who: Member = c.ada) =>
  perform(db.pool, who.caller, bookAppointment, { patientId: greaves, reason: ' Results ', ...time(), ...more });
const move = (appointmentId: Id<'appointment'>, more: Partial<Time & { version: number }> = {}, who: Member = c.ada) =>
  perform(db.pool, who.caller, moveAppointment, { appointmentId, version: 1, ...time(), ...more });
const cancel = (appointmentId: Id<'appointment'>, who: Member = c.ada) =>
  perform(db.pool, who.caller, cancelAppointment, { appointmentId, reason: 'Called in sick' });
const mark = (appointmentId: Id<'appointment'>, status: Mark, who: Member = c.ada) =>
  perform(db.pool, who.caller, markAppointment, { appointmentId, status });
const takeBack = (appointmentId: Id<'appointment'>, was: Mark, status: Mark) =>
  perform(db.pool, c.ada.caller, markAppointment, { appointmentId, status, was });

const row = async (appointmentId: Id<'appointment'>) => {
  const { rows } = await db.owner.query('select * from appointment where appointment_id = $1', [appointmentId]);
  return rows[0] as Record<string, unknown>;
};
const lastEntry = async () => (await entries(db.owner, c.id)).at(-1);
const setUser = (sql: string, user: Member) =>
  arrange(db.owner, c.id, () => db.owner.query(`${sql} where user_id = $1`, [user.id]));

describe('booking', () => {
  test('puts the patient into the schedule and into the log', async () => {
    const booked = await book();
    expect(booked).toMatchObject({
      startsAt: '2027-07-20T16:00:00.000Z',
      endsAt: '2027-07-20T16:30:00.000Z',
      version: 1,
    });
    expect(await row(booked.appointmentId)).toMatchObject({
      patient_id: greaves,
      open_holder_id: c.bo.id,
      site_id: c.siteId,
      status: 'booked',
      reason: 'Results',
    });
    const { appointmentId, startsAt, endsAt } = booked;
    expect(await entries(db.owner, c.id)).toEqual([
      {
        actor_id: c.ada.id,
        action: 'schedule.book-appointment',
        outcome: 'done',
        subject_user_id: c.bo.id,
        patient_id: greaves,
        reason: null,
        facts: { appointmentId, after: { providerId: c.bo.id, siteId: c.siteId, startsAt, endsAt } },
      },
    ]);
  });

  test('at a time that another appointment takes is allowed', async () => {
    await book();
    expect(await book({ start: '09:10' })).toMatchObject({ version: 1 });
  });

  test('means the clinic’s clock, before and after it jumps, and the later time where it jumps over it', async () => {
    await arrange(db.owner, c.id, () =>
      db.owner.query(`update clinic set time_zone = 'America/Toronto' where clinic_id = $1`, [c.id]),
    );
    const at = async (day: string, start: string) => {
      const booked = await book({ day, start });
      return `${booked.startsAt} ${booked.start}`;
    };
    expect(await at('2027-03-13', '09:00')).toBe('2027-03-13T14:00:00.000Z 09:00');
    expect(await at('2027-03-14', '09:00')).toBe('2027-03-14T13:00:00.000Z 09:00');
    expect(await at('2027-03-14', '02:30')).toBe('2027-03-14T07:30:00.000Z 03:30');
  });

  test.each([
    [
      'a locked provider',
      () => setUser(`update clinic_user set locked_at = now(), locked_reason = 'badge lost'`, c.bo),
    ],
    ['a provider who has left', () => setUser('delete from active_user', c.bo)],
    ['a receptionist', () => setUser(`update clinic_user set type = 'receptionist'`, c.bo)],
  ])('%s is refused', async (_, arranged) => {
    await arranged();
    await expect(book()).rejects.toMatchObject({ code: 'schedule/not-bookable' });
    expect(await lastEntry()).toMatchObject({ outcome: 'refused', reason: 'schedule/not-bookable' });
  });

  test('a provider who is away is booked, unless the clinic refuses that', async () => {
    await arrange(db.owner, c.id, () =>
      db.owner.query(
        `insert into absence (clinic_id, user_id, reason, from_day, until_day, made_by_id) values ($1, $2, 'holiday', '2027-07-19', '2027-07-20', $2)`,
        [c.id, c.bo.id],
      ),
    );
    const { appointmentId } = await book();
    await arrange(db.owner, c.id, () =>
      db.owner.query('update clinic set refuse_booking_away = true where clinic_id = $1', [c.id]),
    );
    const refused = { code: 'schedule/provider-away', facts: { name: 'Bo Castellane' } };
    await expect(book()).rejects.toMatchObject(refused);
    expect(await lastEntry()).toMatchObject({ outcome: 'refused', reason: 'schedule/provider-away' });
    const version = 1;
    await expect(move(appointmentId, { start: '15:00', version })).rejects.toMatchObject(refused);
    await move(appointmentId, { day: '2027-07-21', version });
    await arrange(db.owner, c.id, () =>
      db.owner.query('update absence set ended_at = now() where clinic_id = $1', [c.id]),
    );
    await book();
  });

  test('a provider who is not assigned to the site is refused', async () => {
    await setUser('delete from site_assignment', c.bo);
    await expect(book()).rejects.toMatchObject({ code: 'schedule/not-at-site' });
  });

  test('at a closed site is refused', async () => {
    await anotherSite(db.owner, c);
    await arrange(db.owner, c.id, () =>
      db.owner.query('update site set closed_at = now() where site_id = $1', [c.siteId]),
    );
    await expect(book()).rejects.toMatchObject({ code: 'site/not-found' });
  });

  test('at a site that one is not assigned to is refused, whoever is booked there', async () => {
    const siteId = await anotherSite(db.owner, c, { users: [c.bo] });
    await expect(book({ siteId })).rejects.toMatchObject({ code: 'site/not-yours' });
    expect(await lastEntry()).toMatchObject({ outcome: 'refused', reason: 'site/not-yours' });
    expect(await book({ siteId }, c.bo)).toMatchObject({ version: 1 });
  });

  test('what belongs to another clinic is not found', async () => {
    const other = await clinic(db.owner);
    const [stranger] = await patients(db.owner, other.id, ['Vane, Hester']);
    await expect(book({ patientId: stranger as Id<'patient'> })).rejects.toMatchObject({ code: 'patient/not-found' });
    await expect(book({ providerId: other.bo.id })).rejects.toMatchObject({ code: 'user/not-found' });
    await expect(book({ siteId: other.siteId })).rejects.toMatchObject({ code: 'site/not-found' });
  });

  test('a patient who is closed to the caller is not booked', async () => {
    await block(db.owner, c, c.cy.id, [greaves]);
    await expect(book({}, c.cy)).rejects.toMatchObject({ code: 'patient/closed' });
    expect(await book({}, c.bo)).toMatchObject({ version: 1 });
  });
});

describe('moving', () => {
  let id: Id<'appointment'>;
  beforeEach(async () => {
    id = (await book()).appointmentId;
  });

  test('changes time, length and provider, and writes down both', async () => {
    await mark(id, 'arrived');
    const moved = await move(id, {
      version: 2,
      providerId: c.cy.id,
      day: '2027-07-21',
      start: '10:15',
      durationMinutes: 45,
    });
    expect(moved).toEqual({
      appointmentId: id,
      startsAt: '2027-07-21T17:15:00.000Z',
      endsAt: '2027-07-21T18:00:00.000Z',
      version: 3,
      day: '2027-07-21',
      start: '10:15',
    });
    expect(await row(id)).toMatchObject({ open_holder_id: c.cy.id, status: 'arrived', reason: 'Results' });
    expect(await lastEntry()).toMatchObject({
      action: 'schedule.move-appointment',
      subject_user_id: c.cy.id,
      patient_id: greaves,
      facts: {
        before: { providerId: c.bo.id, startsAt: '2027-07-20T16:00:00.000Z' },
        after: { providerId: c.cy.id, startsAt: '2027-07-21T17:15:00.000Z' },
      },
    });
  });

  test('is refused when somebody else has changed it since', async () => {
    await move(id, { start: '11:00' });
    await expect(move(id, { start: '12:00' })).rejects.toMatchObject({ code: 'request/version-stale' });
    expect(await row(id)).toMatchObject({ version: 2, starts_at: new Date('2027-07-20T18:00:00Z') });
  });

  test('to whoever cannot be booked there is refused', async () => {
    await expect(move(id, { providerId: c.dee.id })).rejects.toMatchObject({ code: 'schedule/not-bookable' });
    await setUser('delete from site_assignment', c.cy);
    await expect(move(id, { providerId: c.cy.id })).rejects.toMatchObject({ code: 'schedule/not-at-site' });
    const other = await clinic(db.owner);
    await expect(move(id, { providerId: other.cy.id })).rejects.toMatchObject({ code: 'user/not-found' });
    await expect(move(id, { siteId: other.siteId })).rejects.toMatchObject({ code: 'site/not-found' });
    expect(await row(id)).toMatchObject({ version: 1 });
  });
});

test('an appointment is moved to a site of one’s own only, and away from any', async () => {
  const siteId = await anotherSite(db.owner, c, { users: [c.bo] });
  const { appointmentId } = await book({ siteId }, c.bo);
  await expect(move(appointmentId, { siteId, start: '11:00' })).rejects.toMatchObject({ code: 'site/not-yours' });
  expect(await row(appointmentId)).toMatchObject({ version: 1 });
  await move(appointmentId);
  expect(await row(appointmentId)).toMatchObject({ site_id: c.siteId, version: 2 });
});

describe('marking', () => {
  test('goes from booked to arrived and back, and seen closes it', async () => {
    const { appointmentId } = await book();
    expect(await mark(appointmentId, 'arrived', c.bo)).toEqual({ appointmentId, status: 'arrived', version: 2 });
    expect(await mark(appointmentId, 'booked', c.bo)).toMatchObject({ version: 3 });
    expect(await mark(appointmentId, 'seen', c.bo)).toMatchObject({ version: 4 });
    expect(await row(appointmentId)).toMatchObject({ status: 'seen', holder_id: c.bo.id, open_holder_id: null });
    expect(await lastEntry()).toMatchObject({
      actor_id: c.bo.id,
      action: 'schedule.mark-appointment',
      subject_user_id: c.bo.id,
      patient_id: greaves,
      facts: { before: { status: 'booked' }, after: { status: 'seen' } },
    });
  });
});

describe('taking back', () => {
  test('what was marked seen is held again, and the entry says so', async () => {
    const { appointmentId } = await book();
    await mark(appointmentId, 'seen');
    expect(await takeBack(appointmentId, 'seen', 'arrived')).toMatchObject({ status: 'arrived', version: 3 });
    expect(await row(appointmentId)).toMatchObject({ status: 'arrived', open_holder_id: c.bo.id });
    expect(await lastEntry()).toMatchObject({
      action: 'schedule.mark-appointment',
      patient_id: greaves,
      facts: { before: { status: 'seen' }, after: { status: 'arrived' } },
    });
    await mark(appointmentId, 'no-show');
    expect(await takeBack(appointmentId, 'no-show', 'booked')).toMatchObject({ status: 'booked', version: 5 });
  });

  test('is refused where its provider has left: nobody would hold it', async () => {
    const { appointmentId } = await book();
    await mark(appointmentId, 'seen');
    await setUser('delete from active_user', c.bo);
    await expect(takeBack(appointmentId, 'seen', 'booked')).rejects.toMatchObject({ code: 'schedule/not-bookable' });
    expect(await row(appointmentId)).toMatchObject({ status: 'seen', open_holder_id: null, version: 2 });
    expect(await lastEntry()).toMatchObject({ outcome: 'refused', reason: 'schedule/not-bookable' });
  });

  test('is refused where it is to come and its site is closed', async () => {
    const { appointmentId } = await book();
    await mark(appointmentId, 'no-show');
    await anotherSite(db.owner, c);
    await arrange(db.owner, c.id, () =>
      db.owner.query('update site set closed_at = now() where site_id = $1', [c.siteId]),
    );
    await expect(takeBack(appointmentId, 'no-show', 'booked')).rejects.toMatchObject({ code: 'site/not-found' });
  });

  test('is refused to whoever saw something else there, and always when it is cancelled', async () => {
    const { appointmentId } = await book();
    await mark(appointmentId, 'seen');
    const closed = { code: 'schedule/appointment-closed' };
    await expect(takeBack(appointmentId, 'no-show', 'booked')).rejects.toMatchObject(closed);
    await takeBack(appointmentId, 'seen', 'booked');
    await cancel(appointmentId);
    const asked = { appointmentId, status: 'booked', was: 'cancelled' } as const;
    await expect(perform(db.pool, c.ada.caller, markAppointment, asked)).rejects.toMatchObject(closed);
  });
});

test('cancelling keeps the appointment, and its reason in the log', async () => {
  const { appointmentId } = await book();
  expect(await cancel(appointmentId)).toEqual({ appointmentId, told: false, version: 2 });
  expect(await row(appointmentId)).toMatchObject({ status: 'cancelled', open_holder_id: null });
  expect(await lastEntry()).toMatchObject({
    action: 'schedule.cancel-appointment',
    patient_id: greaves,
    reason: 'Called in sick',
    facts: { before: { status: 'booked' }, after: { status: 'cancelled' } },
  });
});

const acts: readonly [string, (id: Id<'appointment'>, who?: Member) => Promise<unknown>][] = [
  ['moving', (id, who) => move(id, { version: 2 }, who)],
  ['cancelling', cancel],
  ['marking', (id, who) => mark(id, 'arrived', who)],
];

describe.each(acts)('%s', (_, act) => {
  test.each(['seen', 'no-show', 'cancelled'] as const)('a closed appointment (%s) is refused', async (status) => {
    const { appointmentId } = await book();
    await (status === 'cancelled' ? cancel(appointmentId) : mark(appointmentId, status));
    await expect(act(appointmentId)).rejects.toMatchObject({ code: 'schedule/appointment-closed' });
    expect(await row(appointmentId)).toMatchObject({ status, version: 2 });
  });

  test('an appointment of a closed patient, or of another clinic, is not found', async () => {
    const { appointmentId } = await book();
    await block(db.owner, c, c.cy.id, [greaves]);
    await expect(act(appointmentId, c.cy)).rejects.toMatchObject({ code: 'schedule/appointment-not-found' });
    const other = await clinic(db.owner);
    await expect(act(appointmentId, other.ada)).rejects.toMatchObject({ code: expect.stringMatching(/not-found$/) });
    expect(await row(appointmentId)).toMatchObject({ version: 1 });
  });
});

describe.each([['booking', (_id: Id<'appointment'>, who?: Member) => book({}, who)] as const, ...acts])(
  '%s',
  (_, act) => {
    test('is not for those without the permission', async () => {
      const { appointmentId } = await book();
      await expect(act(appointmentId, c.dee)).rejects.toMatchObject({ code: 'actor/not-permitted' });
      expect(await lastEntry()).toMatchObject({
        actor_id: c.dee.id,
        outcome: 'refused',
        reason: 'actor/not-permitted',
      });
    });
  },
);
