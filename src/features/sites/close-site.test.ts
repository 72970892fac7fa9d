import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import { answer } from '#kernel/query.ts';
import { bookAppointment } from '#features/schedule/book-appointment.ts';
import { markAppointment } from '#features/schedule/mark-appointment.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { anotherSite } from '#test/sites.ts';
import { arrange, type Clinic, clinic, entries, type Member, one, patients } from '#test/staff.ts';
import { block, openWork } from '#test/work.ts';
import { closeSite } from './close-site.ts';
import { moveAppointments } from './move-appointments.ts';
import { openSite } from './open-site.ts';
import { previewClosing } from './preview-closing.ts';

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
const open = (siteId = c.siteId, who = c.ada) => perform(db.pool, who.caller, openSite, { siteId });
const preview = (siteId = c.siteId, who = c.ada) => answer(db.pool, who.caller, previewClosing, { siteId });
const move = (toSiteId = fernhill, siteId = c.siteId, who = c.ada) =>
  perform(db.pool, who.caller, moveAppointments, { siteId, toSiteId });
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

describe('closing', () => {
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
    await expect(preview(c.siteId, c.dee)).rejects.toMatchObject({ code: 'actor/not-permitted' });
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
});

describe('the preview', () => {
  test('says how many, with whom, from when until when, and who is at the site alone', async () => {
    await book();
    await book({ start: '11:00' });
    await book({ start: '10:00', provider: c.bo });
    const { toCome, users, others, name } = await preview();
    expect(name).toBe('Alder Point');
    expect(toCome).toEqual([
      {
        provider: { userId: c.bo.id, name: 'Bo Castellane', deactivated: false },
        appointments: 1,
        first: '2031-07-20T17:00:00.000Z',
        last: '2031-07-20T17:00:00.000Z',
        siteIds: [],
      },
      {
        provider: { userId: c.cy.id, name: 'Cy Okonjo', deactivated: false },
        appointments: 2,
        first: '2031-07-20T16:00:00.000Z',
        last: '2031-07-20T18:00:00.000Z',
        siteIds: [fernhill],
      },
    ]);
    const elsewhere = (who: Member) => users.find(({ userId }) => userId === who.id)?.elsewhere;
    expect([c.ada, c.bo, c.cy, c.dee].map(elsewhere)).toEqual([true, false, true, false]);
    expect(others).toEqual([{ siteId: fernhill, name: 'Fernhill' }]);
  });

  test('of a closed or unknown site is refused', async () => {
    await close(fernhill);
    await expect(preview(fernhill)).rejects.toMatchObject({ code: 'site/already-closed' });
    await expect(preview((await clinic(db.owner)).siteId)).rejects.toMatchObject({ code: 'site/not-found' });
  });
});

describe('moving the appointments', () => {
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
});

describe('opening again', () => {
  test('brings nobody back', async () => {
    await close(fernhill);
    expect(await open(fernhill)).toEqual({ siteId: fernhill });
    expect(await count('open_site where site_id = $1', fernhill)).toBe(1);
    expect(await count('site_assignment where site_id = $1', fernhill)).toBe(0);
    expect(await lastEntry()).toMatchObject({
      action: 'sites.open-site',
      facts: { siteId: fernhill, before: { open: false }, after: { open: true } },
    });
  });

  test.each([
    ['site/name-taken', { name: 'fernhill', shortName: 'F2' }],
    ['site/short-name-taken', { name: 'Fern Hill', shortName: 'fh' }],
  ])('%s by a site that has been opened since', async (code, called) => {
    await close(fernhill);
    await anotherSite(db.owner, c, called);
    await expect(open(fernhill)).rejects.toMatchObject({ code });
    expect(await lastEntry()).toMatchObject({ outcome: 'refused', reason: code });
  });

  test('is refused for an open site, an unknown one, and without the permission', async () => {
    await expect(open()).rejects.toMatchObject({ code: 'site/already-open' });
    await expect(open((await clinic(db.owner)).siteId)).rejects.toMatchObject({ code: 'site/not-found' });
    await expect(open(fernhill, c.dee)).rejects.toMatchObject({ code: 'actor/not-permitted' });
  });
});
