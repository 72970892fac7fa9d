// What goes out over HTTP: what was declared, refusals in one form, of a defect nothing, and
// of whoever may not enter not even what they sent ahead.
import Fastify from 'fastify';
import { type FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Asked, expectRefusal } from '#test/asking.ts';
import { clinic, entries, one } from '#test/staff.ts';
import { command } from './command.ts';
import { operation } from './contract.ts';
import { openPool } from './db.ts';
import { serve } from './http.ts';
import { query } from './query.ts';
import { sayRefusal } from './refusal-sentences.ts';
import { Refusal, type RefusalCode, refusals } from './refusal.ts';
import { db, c, ask, setUp } from '#test/http-answered.ts';

setUp();

describe('what goes out', () => {
  const Talk = operation({
    name: 'sign-in.talk',
    says: 'A made-up query.',
    method: 'GET',
    path: '/talk',
    access: 'signed-in',
    input: Type.Object({}),
    output: Type.Object({ said: Type.String(), who: Type.Object({ name: Type.String() }) }),
    refusals: [],
  });
  const Break = operation({ ...Talk, name: 'sign-in.break', path: '/break' });
  const Do = operation({ ...Talk, name: 'sign-in.do', path: '/do', method: 'POST' });
  const lines: string[] = [];
  let own: FastifyInstance;
  beforeAll(async () => {
    own = Fastify({ logger: { level: 'warn', stream: { write: (line: string) => void lines.push(line) } } });
    const telling = { said: 'hello', secret: 'hash', who: { name: 'Bo', secret: 'hash' } };
    const defect = (): never => {
      throw new Error('select password from secrets');
    };
    await serve(own, db.pool, [
      {
        commands: [command(Do, async () => defect())],
        queries: [query(Talk, async () => telling), query(Break, async () => defect())],
      },
    ]);
  });
  afterAll(() => own.close());

  test('nothing that the output does not declare', async () => {
    const said = await ask({ method: 'GET', url: '/api/talk' }, own);
    expect(JSON.parse(said.body)).toEqual({ said: 'hello', who: { name: 'Bo' } });
    expect([said.status, said.type, said.headers['cache-control']]).toEqual([
      200,
      'application/json; charset=utf-8',
      'no-store',
    ]);
  });

  test.each<Asked>([
    { method: 'GET', url: '/api/break' },
    { method: 'POST', url: '/api/do', payload: {} },
  ])('of a defect its request’s id, and nothing else: $method $url', async (asked) => {
    lines.length = 0;
    const said = await ask(asked, own);
    const instance = expect.stringMatching(/^req-/) as string;
    expect(JSON.parse(said.body)).toEqual({ type: 'about:blank', title: 'defect', status: 500, instance });
    expect([said.status, said.type]).toEqual([500, 'application/problem+json; charset=utf-8']);
    const { instance: id } = JSON.parse(said.body) as { instance: string };
    expect(lines.map((line) => JSON.parse(line) as { reqId: string; err: { message: string } })).toMatchObject([
      { reqId: id, err: { message: 'select password from secrets' } },
    ]);
  });

  test('refusals too are not kept by anybody on the way', async () => {
    expect((await ask({ method: 'GET', url: '/api/users/7' })).headers['cache-control']).toBe('no-store');
  });
});

test('every refusal says its sentence', async () => {
  const Refuse = operation({
    name: 'sign-in.refuse',
    says: 'A made-up query.',
    method: 'GET',
    path: '/refuse',
    access: 'signed-in',
    input: Type.Object({ code: Type.String() }),
    output: Type.Object({}),
    refusals: [],
  });
  const own = Fastify();
  await serve(own, db.pool, [
    {
      commands: [],
      queries: [
        query(Refuse, async (_tx, _actor, { code }) => {
          throw new Refusal(code as RefusalCode, { line: 'task:return' });
        }),
      ],
    },
  ]);
  for (const code of Object.keys(refusals) as RefusalCode[]) {
    const said = await ask({ method: 'GET', url: `/api/refuse?code=${encodeURIComponent(code)}` }, own);
    expectRefusal(said, code, { detail: sayRefusal(code, { line: 'task:return' }), facts: { line: 'task:return' } });
  }
  await own.close();
});

describe('what is sent ahead counts for nothing unless its sender may enter', () => {
  const Build = operation({
    name: 'clinics.update-settings',
    says: 'A made-up command of an administrator whose first statement is a write.',
    method: 'POST',
    path: '/build',
    input: Type.Object({}),
    output: Type.Object({}),
    refusals: [],
  });
  let own: FastifyInstance;
  let narrow: ReturnType<typeof openPool>;
  let ahead: PromiseSettledResult<unknown>[];
  beforeAll(async () => {
    own = Fastify();
    narrow = openPool(db.pool.options.connectionString ?? '', 1); // whoever comes next has the same connection
    const building = command(Build, async (tx, { clinicId }) => {
      const site = (name: string) => ({ clinic_id: clinicId, name: `Built ${name}`, short_name: name });
      ahead = await Promise.allSettled([
        tx.insertInto('site').values(site('ahead')).execute(),
        tx.updateTable('clinic').set({ name: 'Taken' }).execute(),
        tx.deleteFrom('user_role').execute(),
      ]);
      await tx.insertInto('site').values(site('after')).execute();
      return { output: {}, audit: {} };
    });
    await serve(own, narrow, [{ commands: [building], queries: [] }]);
  });
  afterAll(async () => {
    await own.close();
    await narrow.end();
  });
  const state = async () => ({
    sites: await one<string>(db.owner, `select count(*) from site where starts_with(name, 'Built')`),
    taken: await one<string>(db.owner, `select count(*) from clinic where name = 'Taken'`),
    roles: await one<string>(db.owner, 'select count(*) from user_role where clinic_id = $1', [c.id]),
  });
  const build = (cookie: string, key?: string) =>
    ask(
      {
        method: 'POST',
        url: '/api/build',
        payload: {},
        headers: { cookie, ...(key ? { 'idempotency-key': key } : {}) },
      },
      own,
    );

  test.each([undefined, 'named'])('without a session (Idempotency-Key: %s)', async (key) => {
    const before = await state();
    const log = (await entries(db.owner, c.id)).length;
    const forged = c.ada.cookie.replace(/[0-9a-f]{64}$/, '0'.repeat(64));
    expectRefusal(await build(forged, key), 'session/ended');
    expect(await state()).toEqual(before);
    expect(await entries(db.owner, c.id)).toHaveLength(log);
  });

  test.each([undefined, 'named'])(
    'without the permission, also behind somebody who has it (Idempotency-Key: %s)',
    async (key) => {
      const other = await clinic(db.owner);
      expect((await build(other.ada.cookie)).status).toBe(200);
      ahead = [];
      const before = await state();
      expectRefusal(await build(c.dee.cookie, key), 'actor/not-permitted', { facts: { action: Build.name } });
      expect(ahead.filter(({ status }) => status !== 'rejected')).toEqual([]);
      expect(await state()).toEqual(before);
      expect((await entries(db.owner, c.id)).at(-1)).toMatchObject({
        actor_id: c.dee.id,
        action: Build.name,
        outcome: 'refused',
        reason: 'actor/not-permitted',
      });
    },
  );

  test('with both it is done', async () => {
    const { sites } = await state();
    expect((await build(c.ada.cookie)).status).toBe(200);
    expect((await state()).sites).toBe(String(Number(sites) + 2));
  });
});
