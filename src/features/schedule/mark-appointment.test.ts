import { describe, expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import { arrange } from '#test/staff.ts';
import { anotherSite } from '#test/sites.ts';
import type { Mark } from './contract.ts';
import { markAppointment } from './mark-appointment.ts';
import { c, db, greaves, book, cancel, mark, row, lastEntry, setUser, setUp } from './test-appointments.ts';

setUp();

const takeBack = (appointmentId: Id<'appointment'>, was: Mark, status: Mark) =>
  perform(db.pool, c.ada.caller, markAppointment, { appointmentId, status, was });

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
