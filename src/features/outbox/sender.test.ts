import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Pool } from 'pg';
import { SMTPServer } from 'smtp-server';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { perform } from '#kernel/command.ts';
import { openPool } from '#kernel/db.ts';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { arrange, type Clinic, clinic, one, PASSWORD } from '#test/staff.ts';
import { forcePasswordReset } from '../credentials/force-password-reset.ts';
import { setCredentials } from '../credentials/set-credentials.ts';
import { addUser } from '../users/add-user.ts';
import { leave, maren } from '../users/test-person.ts';
import { startSender } from './sender.ts';

let db: TestDatabase;
let pool: Pool;
let c: Clinic;
let post: SMTPServer;
let port: number;
/** What has arrived, and how the server answers the next ones. */
let arrived: { to: string; body: string }[] = [];
let answers: (number | undefined)[] = [];
beforeAll(async () => {
  db = await testDatabase();
  pool = openPool(db.pool.options.connectionString ?? '', 10, { sendsMail: true });
  post = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream, { envelope }, done) => {
      const to = envelope.rcptTo.map(({ address }) => address).join();
      let body = '';
      stream.on('data', (chunk: Buffer) => (body += chunk.toString()));
      stream.on('end', () => {
        const code = answers.shift();
        if (code) return done(Object.assign(new Error('not now'), { responseCode: code }));
        arrived.push({ to, body: unfolded(body) });
        return done();
      });
    },
  });
  post.listen(0, '127.0.0.1');
  await once(post.server, 'listening');
  ({ port } = post.server.address() as AddressInfo);
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
});
afterAll(async () => {
  vi.restoreAllMocks();
  await pool.end();
  await db.drop();
  await new Promise<void>((done) => post.close(done));
});
beforeEach(async () => {
  await db.owner.query('begin; set local session_replication_role = replica; delete from mail; commit');
  c = await clinic(db.owner);
  arrived = [];
  answers = [];
});
afterEach(() => vi.clearAllMocks());

const unfolded = (body: string) => body.replaceAll('=\r\n', '').replaceAll('=3D', '=');
const EVERY_HOUR_MS = 3_600_000;
const sender = () =>
  startSender(
    pool,
    {
      smtpUrl: `smtp://127.0.0.1:${port}`,
      from: 'Custodian <no-reply@alder.example>',
      publicUrl: 'https://emr.example',
    },
    EVERY_HOUR_MS,
  );
/** Sends all that is due, with so many servers side by side. */
async function send(servers = 1) {
  const all = Array.from({ length: servers }, sender);
  await Promise.all(all.map(({ sendDue }) => sendDue()));
  await Promise.all(all.map(({ stop }) => stop()));
}
const login = { username: '', email: 'maren@alder.example', expires: null, secrets: null };
const invite = () => perform(pool, c.ada.caller, addUser, { ...maren(c), login });
const mails = async () =>
  (
    await db.owner.query(
      'select kind, tries, sent_at is not null as sent, facts, next_try_at > now() as later from mail',
    )
  ).rows;

test('an invitation goes out by mail, and nobody else gets the link', async () => {
  const { invitation } = await invite();
  expect(invitation).toMatchObject({ token: null, mailedTo: 'maren@alder.example' });
  await send();
  expect(arrived).toHaveLength(1);
  const [{ to, body } = { to: '', body: '' }] = arrived;
  expect(to).toBe('maren@alder.example');
  expect(body).toContain('Subject: Alder Point: choose your password');
  expect(body).toMatch(new RegExp(`https://${c.id}\\.example/invitation/[0-9a-f]{64}`));
  expect(body).toContain('Content-Type: text/plain');
  // What was sent is not kept.
  expect(await mails()).toEqual([{ kind: 'invitation', tries: 1, sent: true, facts: null, later: null }]);
  await send();
  expect(arrived).toHaveLength(1);
});

test('several servers send each mail once', async () => {
  for (let n = 0; n < 12; n += 1) {
    const named = { ...login, email: `m${n}@alder.example` };
    await perform(pool, c.ada.caller, addUser, { ...maren(c), login: named });
  }
  await send(4);
  expect(arrived.map(({ to }) => to).toSorted()).toEqual(
    Array.from({ length: 12 }, (_, n) => `m${n}@alder.example`).toSorted(),
  );
});

test('what cannot be delivered now is tried again later; what never can is given up, and forgotten', async () => {
  answers = [451];
  await invite();
  await send();
  expect(await mails()).toMatchObject([{ tries: 1, sent: false, later: true, facts: { token: expect.any(String) } }]);
  await db.owner.query('update mail set next_try_at = now()');
  answers = [550];
  await send();
  expect(await mails()).toEqual([{ kind: 'invitation', tries: 2, sent: false, facts: null, later: null }]);
  expect(arrived).toEqual([]);
});

test('a new invitation withdraws the mail of the old one', async () => {
  const { userId } = await invite();
  await perform(pool, c.ada.caller, setCredentials, { userId, login }, { password: PASSWORD });
  await send();
  expect(arrived).toHaveLength(1);
});

test('mail for somebody who has left is not sent', async () => {
  const { userId } = await invite();
  await leave(db.owner, c, userId);
  await send();
  expect(arrived).toEqual([]);
});

test('a change of credentials is told, at the address until now as well, without a secret', async () => {
  await arrange(db.owner, c.id, () =>
    db.owner.query(`update credentials set email = 'bo@old.example' where user_id = $1`, [c.bo.id]),
  );
  const secrets = { password: 'Quay9street', passcode: '4821' };
  const given = { username: 'bo', email: 'bo@new.example', expires: null, secrets };
  await perform(pool, c.ada.caller, setCredentials, { userId: c.bo.id, login: given }, { password: PASSWORD });
  await perform(pool, c.ada.caller, forcePasswordReset, { userId: c.bo.id });
  await send();
  expect(arrived.map(({ to }) => to).toSorted()).toEqual(['bo@new.example', 'bo@old.example']);
  expect(arrived[0]?.body).toContain('Ada Lindqvist has changed what you sign in with.');
  expect(arrived.map(({ body }) => body).join()).not.toMatch(/Quay9street|4821/);
});

test('mail and act are one: what is undone is not sent', async () => {
  await invite();
  await expect(invite()).rejects.toThrow('user/email-taken');
  expect(await mails()).toHaveLength(1);
});

test('a server without a mail server writes none, and hands the link over', async () => {
  const { invitation } = await perform(db.pool, c.ada.caller, addUser, { ...maren(c), login });
  expect(invitation?.token).toMatch(/^[0-9a-f]{64}$/);
  expect(await one(db.owner, 'select count(*) from mail')).toBe('0');
});
