import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import { bookAppointment } from '#features/schedule/book-appointment.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { anotherSite } from '#test/sites.ts';
import { type Clinic, clinic, entries, one, patients } from '#test/staff.ts';
import { block, openWork } from '#test/work.ts';
import { closeSite } from './close-site.ts';
import { moveAppointments } from './move-appointments.ts';

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

const move = (toSiteId = fernhill, siteId = c.siteId, who = c.ada) =>
  perform(db.pool, who.caller, moveAppointments, { siteId, toSiteId });
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
const siteOf = ({ appointmentId }: { appointmentId: string }) =>
  one(db.owner, 'select site_id from appointment where appointment_id = $1', [appointmentId]);

test('takes all of those who are assigned to the other site, closed patients’ too, and leaves the rest', async () => {
  await block(db.owner, c, c.ada.id, [farrow]);
  const [other] = (await patients(db.owner, c.id, ['Vane, Hester'])) as [Id<'patient'>];
  const [of, stays] = [await book({ patientId: other }), await book({ provider: c.bo, patientId: other })];
  await openWork(db.owner, c, c.cy.id, [farrow]);
  const [first, last] = [expect.any(String), '2031-07-20T16:00:00.000Z'];
  expect(await move()).toEqual({ moved: 2 });
  expect([await siteOf(of), await siteOf(stays)]).toEqual([fernhill, c.siteId]);
  expect(await count('appointment where patient_id = $1 and site_id = $2', farrow, fernhill)).toBe(1);
  expect(await lastEntry()).toMatchObject({
    actor_id: c.ada.id,
    action: 'sites.move-appointments',
    outcome: 'done',
    facts: {
      before: { siteId: c.siteId },
      after: { siteId: fernhill },
      moved: 2,
      providers: [{ providerId: c.cy.id, appointments: 2, first, last }],
    },
  });
});

test('then the site can be closed', async () => {
  await book();
  await move();
  await close();
  await expect(book()).rejects.toMatchObject({ code: 'site/not-found' });
});

test('is refused where nothing moves, to itself, from or to a site that is not open', async () => {
  await book({ provider: c.bo });
  await expect(move()).rejects.toMatchObject({ code: 'site/nothing-moves' });
  expect(await lastEntry()).toMatchObject({ outcome: 'refused', reason: 'site/nothing-moves' });
  await expect(move(c.siteId)).rejects.toMatchObject({ code: 'site/move-to-itself' });
  await expect(move((await clinic(db.owner)).siteId)).rejects.toMatchObject({ code: 'site/not-found' });
  await close(fernhill);
  await expect(move()).rejects.toMatchObject({ code: 'site/not-found' });
  await expect(move(c.siteId, fernhill)).rejects.toMatchObject({ code: 'site/already-closed' });
  await expect(move(fernhill, c.siteId, c.dee)).rejects.toMatchObject({ code: 'actor/not-permitted' });
});
