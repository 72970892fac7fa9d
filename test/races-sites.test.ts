// Open is a row. What that must hold against is other transactions, so this file is races.
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Id } from '#kernel/brand.ts';
import { perform } from '#kernel/command.ts';
import { bookAppointment } from '#features/schedule/book-appointment.ts';
import { closeSite } from '#features/sites/close-site.ts';
import { openSite } from '#features/sites/open-site.ts';
import { addUser } from '#features/users/add-user.ts';
import { makeAdministrator, outcome } from './acting.ts';
import { type TestDatabase, testDatabase } from './database.ts';
import { anotherSite } from './sites.ts';
import { type Clinic, clinic, one, patients } from './staff.ts';

let db: TestDatabase;
let c: Clinic;
let fernhill: Id<'site'>;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  c = await clinic(db.owner);
  fernhill = await anotherSite(db.owner, c, { users: [c.ada, c.bo] });
});

const close = (siteId: Id<'site'>, who = c.ada) => outcome(perform(db.pool, who.caller, closeSite, { siteId }));
const count = async (of: string, ...values: unknown[]) =>
  Number(await one(db.owner, `select count(*) from ${of}`, values));

test('booking against closing: what was booked in time keeps the site open, what comes late is refused', async () => {
  let [patientId] = (await patients(db.owner, c.id, ['Arroyo, Pia'])) as [Id<'patient'>];
  const seen = new Set<string>();
  for (let round = 0; round < 10; round += 1) {
    const book = async (n: number) => {
      await sleep(round + n);
      const time = { day: '2031-05-02', start: `1${n % 10}:00`, durationMinutes: 20, reason: '' };
      const input = { ...time, patientId, providerId: c.bo.id, siteId: fernhill };
      return outcome(perform(db.pool, c.bo.caller, bookAppointment, input));
    };
    const closing = async () => {
      await sleep(8);
      return close(fernhill);
    };
    const [closed, ...booked] = await Promise.all([closing(), ...Array.from({ length: 8 }, (_, n) => book(n))]);
    for (const said of [`closed: ${closed}`, ...booked]) seen.add(said);
    const kept = await count('appointment where site_id = $1', fernhill);
    expect(kept).toBe(booked.filter((said) => said === 'done').length);
    expect(await count('open_site where site_id = $1', fernhill)).toBe(closed === 'done' ? 0 : 1);
    if (closed === 'done') expect(kept).toBe(0);
    c = await clinic(db.owner);
    fernhill = await anotherSite(db.owner, c, { users: [c.ada, c.bo] });
    [patientId] = (await patients(db.owner, c.id, ['Arroyo, Pia'])) as [Id<'patient'>];
  }
  const possible = ['done', 'site/not-found', 'closed: done', 'closed: site/appointments-left'];
  expect([...seen].filter((said) => !possible.includes(said))).toEqual([]);
});

test('two who close the last two sites at once: one stays open', async () => {
  await makeAdministrator(db.owner, c, c.dee);
  const said = await Promise.all([close(fernhill), close(c.siteId, c.dee)]);
  expect(said.toSorted()).toEqual(['done', 'site/last-open']);
  expect(await count('open_site where clinic_id = $1', c.id)).toBe(1);
});

test('a user who is added while one of two sites closes is assigned to the one that is left', async () => {
  for (let round = 0; round < 6; round += 1) {
    const person = { lastName: `Newcomer ${round}`, firstName: 'Nia', type: 'nurse', speciality: '' } as const;
    const contact = { address: '', homePhone: '', workPhone: '', cellPhone: '', fax: '', contactEmail: '' };
    const input = { ...person, ...contact, siteIds: [], roleIds: [c.roles.doctor] };
    const [added] = await Promise.all([perform(db.pool, c.ada.caller, addUser, input), close(fernhill)]);
    const alone = 'site_assignment where user_id = $1 and site_id = $2';
    expect(await count(alone, added.userId, c.siteId)).toBe(1);
    await perform(db.pool, c.ada.caller, openSite, { siteId: fernhill });
  }
});
