import { describe, expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { arrange, clinic, entries, type Member, patients } from '#test/staff.ts';
import { anotherSite } from '#test/sites.ts';
import { block } from '#test/work.ts';
import { c, db, greaves, book, move, cancel, mark, row, lastEntry, setUser, setUp } from './test-appointments.ts';

setUp();

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
