import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { perform } from '#kernel/command.ts';
import { answer } from '#kernel/query.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { anotherSite } from '#test/sites.ts';
import { arrange, type Clinic, clinic, entries, type Member, patients } from '#test/staff.ts';
import { block } from '#test/work.ts';
import { bookAppointment } from './book-appointment.ts';
import { cancelAppointment } from './cancel-appointment.ts';
import type { Appointment } from './contract.ts';
import { listAppointments } from './list-appointments.ts';
import { markAppointment } from './mark-appointment.ts';
import { readAppointment } from './read-appointment.ts';

const DAY = '2027-07-20';

let db: TestDatabase;
let c: Clinic;
let greaves: Appointment['patient']['patientId'];
let bell: typeof greaves;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  c = await clinic(db.owner);
  [greaves, bell] = (await patients(db.owner, c.id, ['Greaves, Anselm', 'Bell, Ignatius'])) as [
    typeof greaves,
    typeof greaves,
  ];
});

interface At {
  readonly day?: string;
  readonly minutes?: number;
  readonly by?: Member;
  readonly siteId?: Clinic['siteId'];
}
const book = (
  patientId: typeof greaves,
  start: string,
  { day = DAY, minutes = 30, by = c.bo, siteId = c.siteId }: At = {},
) =>
  perform(db.pool, c.ada.caller, bookAppointment, {
    patientId,
    providerId: by.id,
    siteId,
    day,
    start,
    durationMinutes: minutes,
    reason: 'Results',
  });
const list = (more: object = {}, who = c.ada) =>
  answer(db.pool, who.caller, listAppointments, { from: DAY, to: DAY, ...more });
const starts = async (more: object = {}) => (await list(more)).appointments.map(({ start }) => start);

test('an appointment says who, with whom, when and what the caller may do, in the clinic’s time', async () => {
  const { appointmentId } = await book(greaves, '08:20');
  expect(await list()).toEqual({
    may: { book: true },
    now: { day: expect.stringMatching(/^\d{4}-\d\d-\d\d$/), time: expect.stringMatching(/^\d\d:\d\d$/) },
    taken: [],
    away: [],
    appointments: [
      {
        appointmentId,
        patient: { patientId: greaves, name: 'Anselm Greaves' },
        provider: { userId: c.bo.id, name: 'Bo Castellane', deactivated: false },
        siteId: c.siteId,
        startsAt: '2027-07-20T15:20:00.000Z',
        endsAt: '2027-07-20T15:50:00.000Z',
        day: DAY,
        start: '08:20',
        end: '08:50',
        durationMinutes: 30,
        overlaps: false,
        reason: 'Results',
        status: 'booked',
        version: 1,
        cameFrom: null,
        arrivedFor: null,
        may: { move: true, cancel: true, mark: ['arrived', 'seen', 'no-show'] },
      },
    ],
  });
  expect(await answer(db.pool, c.bo.caller, readAppointment, { appointmentId })).toEqual(
    (await list()).appointments[0],
  );
});

test('the schedule says who is away on its days, and never why', async () => {
  await arrange(db.owner, c.id, () =>
    db.owner.query(
      `insert into absence (clinic_id, user_id, reason, from_day, until_day, made_by_id, ended_at)
       values ($1, $2, 'illness', '2027-07-18', '2027-07-20', $2, null), ($1, $3, 'holiday', '2027-07-01', '2027-08-01', $3, now()),
              ($1, $4, 'holiday', '2027-07-21', '2027-07-22', $4, null)`,
      [c.id, c.bo.id, c.cy.id, c.dee.id],
    ),
  );
  const bo = {
    userId: c.bo.id,
    name: 'Bo Castellane',
    from: '2027-07-18',
    until: '2027-07-20',
    coverers: [] as object[],
  };
  expect((await list()).away).toEqual([bo]);
  await arrange(db.owner, c.id, () =>
    db.owner.query(
      `insert into cover (clinic_id, absence_id, user_id, kind, coverer_id)
       select clinic_id, absence_id, user_id, unnest(array['appointment', 'task']), $2 from absence where user_id = $1`,
      [c.bo.id, c.cy.id],
    ),
  );
  expect((await list()).away).toEqual([{ ...bo, coverers: [{ userId: c.cy.id, name: 'Cy Okonjo' }] }]);
  expect((await list({ to: '2027-07-21' })).away.map(({ name }) => name)).toEqual(['Bo Castellane', 'Dee Hartwell']);
  expect((await list({ providerId: c.cy.id })).away).toEqual([]);
});

test('lists the days asked for and no others, in order, of one provider or one site', async () => {
  const north = await anotherSite(db.owner, c, { users: [c.ada, c.cy] });
  await book(greaves, '23:50', { day: '2027-07-19' });
  await book(bell, '23:40', { minutes: 60 });
  await book(greaves, '00:00');
  await book(greaves, '09:00', { by: c.cy, siteId: north });
  await book(bell, '00:00', { day: '2027-07-21' });
  expect(await starts()).toEqual(['00:00', '09:00', '23:40']);
  expect(await starts({ to: '2027-07-21' })).toEqual(['00:00', '09:00', '23:40', '00:00']);
  expect(await starts({ providerId: c.cy.id })).toEqual(['09:00']);
  expect(await starts({ siteId: c.siteId })).toEqual(['00:00', '23:40']);
  expect(await starts({ siteId: c.siteId, elsewhere: true })).toEqual(['00:00', '09:00', '23:40']);
  expect(await starts({ siteId: north, elsewhere: true })).toEqual(['09:00']);
});

describe('an overlap', () => {
  const overlapping = async (more: object = {}) => {
    const { appointments } = await list(more);
    return appointments.filter(({ overlaps }) => overlaps).map(({ start, patient }) => `${start} ${patient.name}`);
  };

  test('is two at one time with one provider, also when they only touch in part or one holds the other', async () => {
    await book(greaves, '09:00', { minutes: 60 });
    await book(bell, '09:10', { minutes: 10 });
    await book(bell, '09:50', { minutes: 30 });
    await book(greaves, '10:20', { minutes: 10 });
    await book(greaves, '09:00', { by: c.cy });
    expect(await overlapping()).toEqual(['09:00 Anselm Greaves', '09:10 Ignatius Bell', '09:50 Ignatius Bell']);
  });

  test('is seen across midnight and from one site to the other', async () => {
    await book(greaves, '23:40', { day: '2027-07-19', minutes: 40 });
    await book(bell, '00:10');
    expect(await overlapping()).toEqual(['00:10 Ignatius Bell']);
    expect(await overlapping({ siteId: c.siteId, providerId: c.bo.id })).toEqual(['00:10 Ignatius Bell']);
  });

  test('is none with a no-show or a cancelled appointment, and is one with a patient who was seen', async () => {
    const ids = [await book(greaves, '09:00'), await book(greaves, '10:00'), await book(greaves, '11:00')].map(
      (one) => one.appointmentId,
    );
    for (const start of ['09:10', '10:10', '11:10']) await book(bell, start);
    const [noShow, cancelled, seen] = ids as [
      Appointment['appointmentId'],
      Appointment['appointmentId'],
      Appointment['appointmentId'],
    ];
    await perform(db.pool, c.bo.caller, markAppointment, { appointmentId: noShow, status: 'no-show' });
    await perform(db.pool, c.bo.caller, cancelAppointment, { appointmentId: cancelled, reason: 'Snow' });
    await perform(db.pool, c.bo.caller, markAppointment, { appointmentId: seen, status: 'seen' });
    expect(await overlapping()).toEqual(['11:00 Anselm Greaves', '11:10 Ignatius Bell']);
  });
});

test('cancelled appointments are listed when asked for', async () => {
  const { appointmentId } = await book(greaves, '09:00');
  await perform(db.pool, c.bo.caller, cancelAppointment, { appointmentId, reason: 'Snow' });
  expect(await starts()).toEqual([]);
  const { appointments } = await list({ cancelled: true });
  expect(appointments).toMatchObject([{ status: 'cancelled', may: { move: false, cancel: false, mark: [] } }]);
});

describe('a patient who is closed to the caller', () => {
  beforeEach(async () => {
    await book(greaves, '09:00');
    await book(bell, '09:10');
    await block(db.owner, c, c.cy.id, [greaves]);
  });

  test('leaves a taken slot, which says when, with whom and where, and overlaps like any other', async () => {
    const seen = await list({}, c.cy);
    expect(seen.appointments).toMatchObject([{ patient: { name: 'Ignatius Bell' }, overlaps: true }]);
    expect(seen.taken).toMatchObject([
      {
        patient: null,
        provider: { name: 'Bo Castellane' },
        siteId: c.siteId,
        day: DAY,
        start: '09:00',
        end: '09:30',
        overlaps: true,
      },
    ]);
    expect(JSON.stringify(seen)).not.toMatch(new RegExp(`Greaves|${greaves}`));
    expect((await list({}, c.ada)).taken).toEqual([]);
    const { appointmentId } = (await list({}, c.cy)).appointments[0] as Appointment;
    expect(await answer(db.pool, c.cy.caller, readAppointment, { appointmentId })).toMatchObject({ overlaps: true });
  });

  test('leaves none when the visit was cancelled or nobody came', async () => {
    const [first] = (await list()).appointments as [Appointment];
    await perform(db.pool, c.bo.caller, markAppointment, { appointmentId: first.appointmentId, status: 'no-show' });
    expect(await list({}, c.cy)).toMatchObject({ taken: [], appointments: [{ overlaps: false }] });
  });

  test('cannot be read by the appointment’s id', async () => {
    const [first] = (await list()).appointments as [Appointment];
    await expect(
      answer(db.pool, c.cy.caller, readAppointment, { appointmentId: first.appointmentId }),
    ).rejects.toMatchObject({
      code: 'schedule/appointment-not-found',
    });
  });
});

test('a provider who has left stands in the schedule as deactivated', async () => {
  const { appointmentId } = await book(greaves, '09:00');
  await perform(db.pool, c.bo.caller, markAppointment, { appointmentId, status: 'seen' });
  await arrange(db.owner, c.id, async () => {
    await db.owner.query('delete from active_user where user_id = $1', [c.bo.id]);
    await db.owner.query('update appointment set came_from_id = $1, arrived_for_id = $1 where appointment_id = $2', [
      c.bo.id,
      appointmentId,
    ]);
  });
  const person = { userId: c.bo.id, name: 'Bo Castellane', deactivated: true };
  expect((await list()).appointments).toMatchObject([{ provider: person, cameFrom: person, arrivedFor: person }]);
});

test.each([
  ['2027-07-20', '2027-07-19'],
  ['2026-11-01', '2026-12-02'],
])('from %s to %s is refused', async (from, to) => {
  await expect(list({ from, to })).rejects.toMatchObject({ code: 'schedule/days-malformed' });
  expect(await list({ from: '2026-11-01', to: '2026-12-01' })).toMatchObject({ appointments: [] });
});

test('is not for those without the permission, and says what those who have it may do', async () => {
  await expect(list({}, c.dee)).rejects.toMatchObject({ code: 'actor/not-permitted' });
  const { appointmentId } = await book(greaves, '09:00');
  await expect(answer(db.pool, c.dee.caller, readAppointment, { appointmentId })).rejects.toMatchObject({
    code: 'actor/not-permitted',
  });
  await arrange(db.owner, c.id, () =>
    db.owner.query(`insert into role_permission select $1, $2, unnest($3::text[])`, [
      c.id,
      c.roles.frontDesk,
      ['schedule.list-appointments', 'schedule.mark-appointment'],
    ]),
  );
  expect(await list({}, c.dee)).toMatchObject({
    may: { book: false },
    appointments: [{ may: { move: false, cancel: false, mark: ['arrived', 'seen', 'no-show'] } }],
  });
});

test('taken slots are told to nobody who may not see the schedule', async () => {
  await block(db.owner, c, c.dee.id, [greaves]);
  await book(greaves, '09:00');
  await arrange(db.owner, c.id, async () => {
    await db.owner.query(`select set_config('custodian.actor', $1, true)`, [c.dee.id]);
    await db.owner.query('savepoint asked');
    await expect(db.owner.query(`select from taken_slots('2027-07-20', '2026-11-26')`)).rejects.toMatchObject({
      code: '42501',
    });
    await db.owner.query('rollback to savepoint asked');
  });
});

test('another clinic sees nothing of it, and looking leaves no entry', async () => {
  const { appointmentId } = await book(greaves, '09:00');
  const other = await clinic(db.owner);
  expect(await list({}, other.ada)).toMatchObject({ appointments: [], taken: [] });
  await expect(answer(db.pool, other.ada.caller, readAppointment, { appointmentId })).rejects.toMatchObject({
    code: 'schedule/appointment-not-found',
  });
  expect(await entries(db.owner, other.id)).toEqual([]);
});
