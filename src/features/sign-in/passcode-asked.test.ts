import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { perform } from '#kernel/command.ts';
import { buildApp } from '#server/app.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { type Clinic, clinic, PASSCODE, PASSWORD } from '#test/staff.ts';
import { updateSettings } from '../clinics/update-settings.ts';

let db: TestDatabase;
let app: FastifyInstance;
let behind: FastifyInstance;
let c: Clinic;
beforeAll(async () => {
  db = await testDatabase();
  app = await buildApp(db.pool);
  behind = await buildApp(db.pool, { trustProxy: 1 });
});
afterAll(async () => {
  await Promise.all([app.close(), behind.close()]);
  await db.drop();
});
beforeEach(async () => {
  c = await clinic(db.owner);
});

const settings = {
  name: 'Alder Point',
  timeZone: 'America/Vancouver',
  phone: '',
  idleLimitMinutes: 30,
  absoluteLimitMinutes: 720,
  undoHours: 72,
  refuseBookingAway: false,
  lateArrivalDays: 730,
  poolAlarmDays: 3,
  passwordPolicy: 'guide' as const,
  passcodeAsked: 'outside' as const,
  trustedNetworks: ['192.168.10.0/24', '2001:db8::/32'],
  closedRecords: 'named' as const,
  closedSlots: 'unnamed' as const,
  closedMrpNamed: false,
  emergencyAccessHours: 4,
  privacyOfficerId: null,
};
const trust = (given: Partial<typeof settings> = {}) =>
  perform(db.pool, c.ada.caller, updateSettings, { ...settings, ...given, version: 1 });
const asks = async (remoteAddress: string, headers = {}, from = app) => {
  const host = `${c.id}.example`;
  const said = await from.inject({ url: '/api/front-door', remoteAddress, headers: { host, ...headers } });
  return said.json<{ clinic: { asksPasscode: boolean } }>().clinic.asksPasscode;
};
const signIn = (remoteAddress: string, passcode: string, password = PASSWORD) =>
  app.inject({
    method: 'POST',
    url: '/api/session',
    remoteAddress,
    headers: { host: `${c.id}.example` },
    payload: { username: 'bo', password, passcode },
  });

test.each([
  ['192.168.10.7', false],
  ['192.168.11.7', true],
  ['::ffff:192.168.10.7', false],
  ['::FFFF:192.168.10.7', false],
  ['::ffff:192.168.11.7', true],
  ['2001:db8::5', false],
  ['2001:db9::5', true],
  ['::1', true],
  ['no address', true],
])('from %s the passcode is asked: %s', async (address, asked) => {
  await trust();
  expect(await asks(address)).toBe(asked);
  const said = await signIn(address, '');
  expect(said.statusCode).toBe(asked ? 401 : 200);
  if (!asked) return;
  expect((await signIn(address, PASSCODE)).statusCode).toBe(200);
});

test('at every sign-in, whatever the networks, where the clinic says so', async () => {
  expect(await asks('192.168.10.7')).toBe(true);
  expect((await signIn('192.168.10.7', '')).statusCode).toBe(401);
});

test('inside too the password decides, with the same answer', async () => {
  await trust();
  const inside = await signIn('192.168.10.7', '', 'Wrong7one');
  const outside = await signIn('203.0.113.9', '0000', 'Wrong7one');
  expect([inside.statusCode, inside.body]).toEqual([outside.statusCode, outside.body]);
});

test('what a visitor says of themselves is not believed; what the proxy says is', async () => {
  await trust();
  const forged = { 'x-forwarded-for': '192.168.10.7' };
  expect(await asks('203.0.113.9', forged)).toBe(true);
  expect(await asks('10.0.0.1', { 'x-forwarded-for': '192.168.10.7, 203.0.113.9' }, behind)).toBe(true);
  expect(await asks('10.0.0.1', { 'x-forwarded-for': '203.0.113.9, 192.168.10.7' }, behind)).toBe(false);
});

test.each(['192.168.10.7/24', '192.168.10.0/33', 'here', '2001:db8::/200'])(
  'clinic/network-malformed: %s',
  async (network) => {
    await expect(trust({ trustedNetworks: [network] })).rejects.toThrow('clinic/network-malformed');
  },
);
