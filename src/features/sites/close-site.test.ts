import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import { bookAppointment } from '#features/schedule/book-appointment.ts';
import { markAppointment } from '#features/schedule/mark-appointment.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { anotherSite } from '#test/sites.ts';
import { arrange, type Clinic, clinic, entries, one, patients } from '#test/staff.ts';
import { block, openWork } from '#test/work.ts';
import { closeSite } from './close-site.ts';

let db: TestDatabase;
let c: Clinic;
let fernhill: Id<'site'>;
let farrow: Id<'patient'>;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  c = await clinic(db.owner);
  fernhill = await anotherSite(db.owner, c, { users: [c.ada, c.cy] });
  [farrow] = (await patients(db.owner, c.id, ['Farrow, Gideon'])) as [Id<'patient'>];
});

const close = (siteId = c.siteId, who = c.ada) => perform(db.pool, who.caller, closeSite, { siteId });
const book = ({ start = '09:00', provider = c.cy, patientId = farrow, siteId = c.siteId } = {}) =>
  perform(db.pool, c.ada.caller, bookAppointment, {
    patientId,
    providerId: provider.id,
    siteId,
    day: '2031-07-20',
    start,
    durationMinutes: 30,
    reason: '',
  });
const lastEntry = async () => (await entries(db.owner, c.id)).at(-1);
const count = (of: string, ...values: unknown[]) => one<number>(db.owner, `select count(*)::int from ${of}`, values);

test('ends the assignments, with their entry, and leaves the record', async () => {
  expect(await close(fernhill)).toEqual({ siteId: fernhill });
  expect(await count('open_site where site_id = $1', fernhill)).toBe(0);
  expect(await count('site_assignment where site_id = $1', fernhill)).toBe(0);
  expect(await count('site where site_id = $1 and closed_at is not null', fernhill)).toBe(1);
  expect(await lastEntry()).toMatchObject({
    actor_id: c.ada.id,
    action: 'sites.close-site',
    outcome: 'done',
    facts: {
      siteId: fernhill,
      before: { open: true, users: [c.ada.id, c.cy.id] },
      after: { open: false, users: [] },
      everybodyAt: c.siteId,
    },
  });
});

test('where one site is left, everybody is assigned to it', async () => {
  await close();
  expect(await count('site_assignment where clinic_id = $1 and site_id = $2', c.id, fernhill)).toBe(4);
});

test('of one of three gives nobody another', async () => {
  await anotherSite(db.owner, c, { name: 'Quay Street', shortName: 'QS' });
  await close();
  expect(await count('site_assignment where clinic_id = $1', c.id)).toBe(2);
  expect(await lastEntry()).not.toMatchObject({ facts: { everybodyAt: expect.anything() } });
});

test('is refused while appointments are to come, closed patients’ too', async () => {
  await book();
  await block(db.owner, c, c.ada.id, [farrow]);
  await expect(close()).rejects.toMatchObject({ code: 'site/appointments-left', facts: { appointments: 1 } });
  expect(await lastEntry()).toMatchObject({ outcome: 'refused', reason: 'site/appointments-left' });
  expect(await count('open_site where site_id = $1', c.siteId)).toBe(1);
});

test('is not hindered by what is past or cancelled, and a past visit can still be marked', async () => {
  await openWork(db.owner, c, c.cy.id, [farrow]);
  await arrange(db.owner, c.id, () =>
    db.owner.query(`update appointment set status = 'cancelled' where clinic_id = $1 and starts_at > now()`, [c.id]),
  );
  await close();
  const appointmentId = await one<Id<'appointment'>>(
    db.owner,
    `select appointment_id from appointment where clinic_id = $1 and status = 'booked'`,
    [c.id],
  );
  await perform(db.pool, c.cy.caller, markAppointment, { appointmentId, status: 'seen' });
});

test('the last open site is refused, and a closed one, and another clinic’s', async () => {
  await close();
  await expect(close(fernhill)).rejects.toMatchObject({ code: 'site/last-open' });
  await expect(close()).rejects.toMatchObject({ code: 'site/already-closed' });
  await expect(close((await clinic(db.owner)).siteId)).rejects.toMatchObject({ code: 'site/not-found' });
});

test('is not for those without the permission', async () => {
  await expect(close(c.siteId, c.dee)).rejects.toMatchObject({ code: 'actor/not-permitted' });
});

test('bare SQL neither closes the last site nor one with appointments to come', async () => {
  const shut = (siteId: string) =>
    arrange(db.owner, c.id, () => db.owner.query('update site set closed_at = now() where site_id = $1', [siteId]));
  await book();
  await expect(shut(c.siteId)).rejects.toMatchObject({ constraint: 'open_site_appointments_left' });
  await shut(fernhill);
  await expect(shut(c.siteId)).rejects.toMatchObject({ constraint: 'open_site_last' });
  const late = arrange(db.owner, c.id, () =>
    db.owner.query('update appointment set site_id = $1 where clinic_id = $2', [fernhill, c.id]),
  );
  await expect(late).rejects.toMatchObject({ constraint: 'appointment_site_open' });
});
