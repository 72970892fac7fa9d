import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { buildApp } from './app.ts';

let db: TestDatabase;
let app: FastifyInstance;
beforeAll(async () => {
  db = await testDatabase();
  app = await buildApp(db.pool);
});
afterAll(async () => {
  await app.close();
  await db.drop();
});

test.each([
  ['that cannot be read', '/api/users/%zz'],
  ['where nothing is', '/api/nowhere'],
  ['of a file that is gone', '/assets/gone-1a2b3c4d.js'],
])('an address %s is refused as a problem', async (_, url) => {
  const said = await app.inject({ url });
  expect([said.statusCode, said.headers['content-type'], said.json().code]).toEqual([
    404,
    'application/problem+json; charset=utf-8',
    'request/no-such-address',
  ]);
});

test('healthz answers once ready, and every answer carries its headers', async () => {
  const said = await app.inject({ url: '/healthz' });
  expect([said.statusCode, said.json()]).toEqual([200, { status: 'ready' }]);
  expect(said.headers['content-security-policy']).toContain("script-src 'self'");
  expect(said.headers['x-content-type-options']).toBe('nosniff');
  expect(said.headers['cache-control']).toBe('no-store');
});

test.each(['/api/openapi.json', '/api/docs'])(
  '%s may be kept for a while, since it changes with the program',
  async (url) => {
    expect((await app.inject({ url })).headers['cache-control']).toBe('public, max-age=300');
  },
);

test('the interface can be read as a page, every operation by its sentence', async () => {
  const { paths } = (await app.inject({ url: '/api/openapi.json' })).json() as {
    paths: Record<string, Record<string, { summary: string }>>;
  };
  const page = (await app.inject({ url: '/api/docs' })).body;
  for (const methods of Object.values(paths)) {
    for (const { summary } of Object.values(methods)) expect(page).toContain(summary);
  }
});
