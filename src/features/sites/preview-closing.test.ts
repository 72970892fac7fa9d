import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import { answer } from '#kernel/query.ts';
import { bookAppointment } from '#features/schedule/book-appointment.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { anotherSite } from '#test/sites.ts';
import { arrange, type Clinic, clinic, type Member, patients } from '#test/staff.ts';
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

const preview = (siteId = c.siteId, who = c.ada) => answer(db.pool, who.caller, previewClosing, { siteId });
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

test('of a closed or unknown site is refused, and without the permission', async () => {
  await arrange(db.owner, c.id, () =>
    db.owner.query('update site set closed_at = now() where site_id = $1', [fernhill]),
  );
  await expect(preview(fernhill)).rejects.toMatchObject({ code: 'site/already-closed' });
  await expect(preview((await clinic(db.owner)).siteId)).rejects.toMatchObject({ code: 'site/not-found' });
  await expect(preview(c.siteId, c.dee)).rejects.toMatchObject({ code: 'actor/not-permitted' });
});
