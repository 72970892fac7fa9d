import type { Pool } from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { perform } from '#kernel/command.ts';
import { openPool } from '#kernel/db.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic, entries } from '#test/staff.ts';
import { leave, lockAway } from '../users/test-person.ts';
import { setLoginExpiry } from './set-login-expiry.ts';
import { warnOfExpiry } from './warn-of-expiry.ts';

let db: TestDatabase;
let pool: Pool;
let c: Clinic;
beforeAll(async () => {
  db = await testDatabase();
  pool = openPool(db.pool.options.connectionString ?? '', 4, { sendsMail: true });
});
afterAll(async () => {
  await pool.end();
  await db.drop();
});
beforeEach(async () => {
  c = await clinic(db.owner);
});

const going = new AbortController().signal;
const run = (by = pool) => warnOfExpiry.run(by, going);
const endsIn = (interval: string, email: string | null = 'bo@alder.example') =>
  arrange(db.owner, c.id, () =>
    db.owner.query('update credentials set expires_at = now() + $2::interval, email = $3 where user_id = $1', [
      c.bo.id,
      interval,
      email,
    ]),
  );
const mails = async () =>
  (await db.owner.query('select kind, to_address, facts from mail where clinic_id = $1', [c.id])).rows;

test('from ten days before the end there is one mail, with its entry, however many servers look', async () => {
  await endsIn('9 days 23 hours');
  await Promise.all([run(), run(), run()]);
  await run();
  const facts = { expiresAt: expect.stringMatching(/^2\d{3}-.*Z$/) };
  expect(await mails()).toEqual([{ kind: 'login-expires-soon', to_address: 'bo@alder.example', facts }]);
  expect(await entries(db.owner, c.id)).toEqual([
    {
      actor_id: null,
      action: 'credentials.warn-of-expiry',
      outcome: 'done',
      subject_user_id: c.bo.id,
      patient_id: null,
      reason: null,
      facts,
    },
  ]);
});

test('another end is another warning', async () => {
  await endsIn('5 days');
  await run();
  await endsIn('3 days');
  await run();
  expect(await mails()).toHaveLength(2);
});

test.each<[string, () => Promise<unknown>]>([
  ['it ends later than in ten days', () => endsIn('10 days 1 minute')],
  ['it has ended', () => endsIn('-1 minute')],
  ['there is no address', () => endsIn('5 days', null)],
  ['the user is locked', () => endsIn('5 days').then(() => lockAway(db.owner, c, c.bo.id))],
  ['the user has left', () => endsIn('5 days').then(() => leave(db.owner, c, c.bo.id))],
])('nobody is warned when %s', async (_, arranged) => {
  await arranged();
  await run();
  expect(await mails()).toEqual([]);
});

test('who was told of this end within the ten days is not told twice', async () => {
  await endsIn('20 days');
  const soon = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10);
  await perform(pool, c.ada.caller, setLoginExpiry, { userId: c.bo.id, expires: { day: soon, time: '12:00' } });
  await run();
  expect((await mails()).map(({ kind }) => kind)).toEqual(['login-expiry-set']);
});

test('a server without a mail server warns on its pages alone', async () => {
  await endsIn('5 days');
  await run(db.pool);
  expect([await mails(), await entries(db.owner, c.id)]).toEqual([[], []]);
});
