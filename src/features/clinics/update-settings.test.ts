import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { perform } from '#kernel/command.ts';
import { answer } from '#kernel/query.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic, entries, type Member, one } from '#test/staff.ts';
import { readSettings } from './read-settings.ts';
import { updateSettings } from './update-settings.ts';

let db: TestDatabase;
let c: Clinic;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  c = await clinic(db.owner);
});

const settings = {
  name: 'Alder Point',
  timeZone: 'America/Vancouver',
  phone: '250-555-0100',
  idleLimitMinutes: 30,
  absoluteLimitMinutes: 720,
  undoHours: 72,
  refuseBookingAway: false,
  lateArrivalDays: 730,
  poolAlarmDays: 3,
  passwordPolicy: 'guide' as const,
  passcodeAsked: 'always' as const,
  trustedNetworks: [] as string[],
  closedRecords: 'named' as const,
  closedSlots: 'unnamed' as const,
  closedMrpNamed: false,
  emergencyAccessHours: 4,
  privacyOfficerId: null as Member['id'] | null,
};
const save = (
  given: Partial<typeof settings> & { version?: number; serviceLocationCode?: string } = {},
  who: Member = c.ada,
) => perform(db.pool, who.caller, updateSettings, { version: 1, ...settings, ...given });
const look = (who: Member) => answer(db.pool, who.caller, readSettings, {});
/** Makes a session look as if it had begun and had last been seen so long ago, under limits of 30 and 720 minutes. */
const age = (who: Member, begun: string, seen: string) =>
  db.owner.query(
    `update session set begun_at = now() - $2::interval, seen_at = now() - $3::interval,
            idle_until = now() - $3::interval + interval '30 minutes', ends_at = now() - $2::interval + interval '720 minutes'
      where user_id = $1`,
    [who.id, begun, seen],
  );
const minutesLeft = (who: Member, until: 'idle_until' | 'ends_at') =>
  one<number>(
    db.owner,
    `select round(extract(epoch from ${until} - now()) / 60)::int from session where user_id = $1`,
    [who.id],
  );

test('settings are saved, and the entry says what was and what is', async () => {
  expect(await save({ phone: '250-555-0199' })).toEqual({ version: 2 });
  expect(await look(c.ada)).toMatchObject({ phone: '250-555-0199', version: 2 });
  expect((await entries(db.owner, c.id)).at(-1)).toMatchObject({
    actor_id: c.ada.id,
    action: 'clinics.update-settings',
    outcome: 'done',
    facts: { before: { idleLimitMinutes: 30 }, after: { phone: '250-555-0199' } },
  });
});

test('the service location code is kept when it is left out, and is British Columbia’s only', async () => {
  await save({ serviceLocationCode: 'L' });
  await save({ phone: '', version: 2 });
  expect(await look(c.ada)).toMatchObject({ serviceLocationCode: 'L', version: 3 });
  expect((await entries(db.owner, c.id)).at(-2)).toMatchObject({
    facts: { before: { serviceLocationCode: '' }, after: { serviceLocationCode: 'L' } },
  });
  await save({ serviceLocationCode: '', version: 3 });
  await arrange(db.owner, c.id, () => db.owner.query(`update clinic set province = 'ON' where clinic_id = $1`, [c.id]));
  await expect(save({ serviceLocationCode: 'L', version: 4 })).rejects.toThrow('site/service-location-elsewhere');
  expect(await look(c.ada)).toMatchObject({ serviceLocationCode: '' });
});

test('shorter limits hold for sessions that are open already', async () => {
  await age(c.bo, '3 hours', '9 minutes');
  await age(c.cy, '10 minutes', '1 minute');
  const other = await clinic(db.owner);
  await age(other.bo, '3 hours', '9 minutes');
  await save({ idleLimitMinutes: 10, absoluteLimitMinutes: 200 });
  expect([await minutesLeft(c.bo, 'idle_until'), await minutesLeft(c.bo, 'ends_at')]).toEqual([1, 20]);
  expect([await minutesLeft(c.cy, 'idle_until'), await minutesLeft(c.cy, 'ends_at')]).toEqual([9, 190]);
  expect([await minutesLeft(other.bo, 'idle_until'), await minutesLeft(other.bo, 'ends_at')]).toEqual([21, 540]);
});

test('who is over a shorter limit is signed out, and longer limits give nobody anything', async () => {
  await age(c.ada, '3 hours', '0 minutes');
  await age(c.bo, '3 hours', '20 minutes');
  await save({ idleLimitMinutes: 15 });
  await expect(look(c.bo)).rejects.toThrow('session/ended');
  await save({ version: 2, idleLimitMinutes: 1440, absoluteLimitMinutes: 10_080 });
  await expect(look(c.bo)).rejects.toThrow('session/ended');
  // Whoever shortens them is held by them too.
  await save({ version: 3, absoluteLimitMinutes: 60 });
  await expect(look(c.ada)).rejects.toThrow('session/ended');
});

test.each([
  ['request/version-stale', { version: 7 }],
  ['clinic/time-zone-unknown', { timeZone: 'Canada/Nowhere' }],
  ['clinic/network-malformed', { trustedNetworks: ['192.168.10.7/24'] }],
])('%s changes nothing', async (code, given) => {
  await expect(save({ phone: '1', ...given })).rejects.toThrow(code);
  expect(await one(db.owner, 'select version from clinic where clinic_id = $1', [c.id])).toBe(1);
  expect((await entries(db.owner, c.id)).at(-1)).toMatchObject({ outcome: 'refused', reason: code });
});

test('only who holds the permission changes them', async () => {
  await expect(save({}, c.dee)).rejects.toThrow('actor/not-permitted');
});

test('clinic/officer-not-permitted: a privacy officer may judge emergency access, or is none', async () => {
  await expect(save({ privacyOfficerId: c.bo.id })).rejects.toThrow('clinic/officer-not-permitted');
  await expect(save({ privacyOfficerId: (await clinic(db.owner)).ada.id })).rejects.toThrow(
    'clinic/officer-not-permitted',
  );
  expect((await look(c.ada)).officers).toEqual([{ userId: c.ada.id, name: 'Ada Lindqvist', deactivated: false }]);
  await save({ privacyOfficerId: c.ada.id, closedRecords: 'named', emergencyAccessHours: 8 });
  expect(await look(c.ada)).toMatchObject({ privacyOfficerId: c.ada.id, emergencyAccessHours: 8, version: 2 });
});
