import { beforeEach, describe, expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { clinic } from '#test/staff.ts';
import { anotherSite } from '#test/sites.ts';
import { c, db, greaves, book, move, mark, row, lastEntry, setUser, setUp } from './test-appointments.ts';

setUp();

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
