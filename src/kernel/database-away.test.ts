import { randomUUID } from 'node:crypto';
import { connect, createServer, type Server, type Socket } from 'node:net';
import Fastify from 'fastify';
import { type FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { describe, expect, test } from 'vitest';
import { buildApp } from '#server/app.ts';
import { type Asked, expectRefusal } from '#test/asking.ts';
import { one } from '#test/staff.ts';
import { command } from './command.ts';
import { operation } from './contract.ts';
import { openPool } from './db.ts';
import { serve } from './http.ts';
import { db, ask, setUp } from '#test/http-answered.ts';

setUp();

describe('the database is away', () => {
  const away = async (connection: string, work: (of: FastifyInstance) => Promise<void>) => {
    const pool = openPool(connection);
    const own = await buildApp(pool);
    try {
      await work(own);
    } finally {
      await own.close();
      await pool.end();
    }
  };
  const everything: readonly Asked[] = [
    { method: 'GET', url: '/api/users' },
    { method: 'PUT', url: `/api/users/${randomUUID()}/lock`, payload: { reason: 'x', password: 'y' } },
    { method: 'DELETE', url: '/api/session' },
    { method: 'POST', url: '/api/session', payload: { username: 'ada', password: 'x', passcode: 'y' } },
    { method: 'GET', url: '/api/front-door' },
    { method: 'GET', url: '/healthz' },
  ];
  const expectAway = async (asked: Asked, own: FastifyInstance) => {
    const said = await ask(asked, own);
    expectRefusal(said, 'database/away');
    expect(said.headers['retry-after']).toBe('2');
  };

  test('behind a closed port', () =>
    away(`postgres://custodian_app:x@127.0.0.1:1/${db.name}`, async (own) => {
      for (const asked of everything) await expectAway(asked, own);
    }));

  test('under a name that nobody knows', () =>
    away('postgres://custodian_app:x@nowhere.invalid/x', async (own) => {
      for (const asked of everything.slice(0, 1)) await expectAway(asked, own);
    }));

  test('hanging up on whoever connects', async () => {
    const rude: Server = createServer((socket) => socket.destroy());
    await new Promise<void>((done) => rude.listen(0, '127.0.0.1', done));
    const { port } = rude.address() as { port: number };
    await away(`postgres://custodian_app:x@127.0.0.1:${port}/x`, (own) =>
      expectAway({ method: 'GET', url: '/api/users' }, own),
    );
    rude.close();
  });

  test('frozen: whoever asks is not kept waiting for ever, and is answered again once it thaws', async () => {
    const { hostname, port, href } = new URL(db.pool.options.connectionString ?? '');
    let frozen = false;
    // What the database says while it is frozen comes once it thaws, as from a stopped process.
    const held: (() => void)[] = [];
    const between = createServer((socket) => {
      const real = connect(Number(port), hostname);
      const pass = (to: Socket) => (data: Buffer) => {
        if (frozen) held.push(() => void to.write(data));
        else to.write(data);
      };
      socket
        .on('data', pass(real))
        .on('close', () => real.destroy())
        .on('error', () => undefined);
      real
        .on('data', pass(socket))
        .on('close', () => socket.destroy())
        .on('error', () => undefined);
    });
    await new Promise<void>((done) => between.listen(0, '127.0.0.1', done));
    const through = new URL(href);
    through.host = `127.0.0.1:${(between.address() as { port: number }).port}`;
    const pool = openPool(through.href, 2, { patienceMs: 200 });
    const own = await buildApp(pool);
    const look: Asked = { method: 'GET', url: '/api/users' };
    // Its patience is short, and a busy machine may run out of it before the freeze as well.
    const answered = async () => (await ask(look, own)).status;
    await expect.poll(answered).toBe(200);
    frozen = true;
    await expectAway(look, own);
    frozen = false;
    for (const send of held) send();
    await expect.poll(answered).toBe(200);
    await own.close();
    await pool.end();
    between.close();
  });

  test('ended in the middle of a request; the next one is answered', async () => {
    const End = operation({
      name: 'sign-in.end',
      says: 'A made-up command.',
      method: 'POST',
      path: '/end',
      access: 'signed-in',
      input: Type.Object({}),
      output: Type.Object({}),
      refusals: [],
    });
    const own = Fastify();
    const ending = command(End, async (tx, actor) => {
      await tx.insertInto('site').values({ clinic_id: actor.clinicId, name: 'Half', short_name: 'H' }).execute();
      await db.owner.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
      );
      await tx.selectFrom('site').select('site_id').execute();
      return { output: {}, audit: {} };
    });
    await serve(own, db.pool, [{ commands: [ending], queries: [] }]);
    await expectAway({ method: 'POST', url: '/api/end', payload: {} }, own);
    expect(await one(db.owner, `select count(*) from site where name = 'Half'`)).toBe('0');
    expect((await ask({ method: 'GET', url: '/api/users' })).status).toBe(200);
    await own.close();
  });
});
