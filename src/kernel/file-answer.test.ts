import Fastify, { type FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#test/database.ts';
import { clinic } from '#test/staff.ts';
import { type FileAnswer, operation } from './contract.ts';
import { serve } from './http.ts';
import { query } from './query.ts';

const ReadFile = operation({
  name: 'test.read-file',
  says: 'A file.',
  method: 'GET',
  path: '/file',
  access: 'signed-in',
  files: ['text/csv'],
  input: Type.Object({}),
  output: Type.Unsafe<FileAnswer>(Type.Any()),
  refusals: [],
});
async function* twoPieces() {
  yield 'a,';
  yield 'é';
}
const readFile = query(ReadFile, async () => ({
  type: 'text/csv; charset=utf-8',
  fileName: 'Été "2026"\r\nx.csv',
  content: twoPieces(),
}));

let db: TestDatabase;
let app: FastifyInstance;
beforeAll(async () => {
  db = await testDatabase();
  app = Fastify();
  await serve(app, db.pool, [{ commands: [], queries: [readFile] }]);
});
afterAll(async () => {
  await app.close();
  await db.drop();
});

test('a file is sent piece by piece, under a name that no header breaks on, and is kept nowhere', async () => {
  const { ada } = await clinic(db.owner);
  const answer = await app.inject({ url: '/api/file', headers: { cookie: ada.cookie } });
  expect([answer.statusCode, answer.body]).toEqual([200, 'a,é']);
  expect(answer.headers).toMatchObject({
    'content-type': 'text/csv; charset=utf-8',
    'cache-control': 'no-store',
    'content-disposition': `attachment; filename="_t_ _2026___x.csv"; filename*=UTF-8''%C3%89t%C3%A9%20%222026%22%0D%0Ax.csv`,
  });
});

test('without a session it is refused like everything else', async () => {
  expect((await app.inject({ url: '/api/file' })).json()).toMatchObject({ code: 'session/ended' });
});
