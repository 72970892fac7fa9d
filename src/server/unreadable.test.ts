import { connect } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { Pool } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RefusalCode, refusals } from '#kernel/refusal.ts';
import { buildApp } from './app.ts';

let app: FastifyInstance;
let port: number;
beforeAll(async () => {
  app = await buildApp(new Pool());
  port = Number(new URL(await app.listen({ host: '127.0.0.1', port: 0 })).port);
});
afterAll(() => app.close());

const answerTo = (text: string) =>
  new Promise<string>((done) => {
    let said = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    socket.on('data', (part) => (said += part.toString()));
    socket.on('error', () => undefined);
    socket.on('close', () => done(said));
  });

const post = 'POST /api/session HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n';
test.each<[string, string, RefusalCode]>([
  ['no HTTP', 'hello\r\n\r\n', 'request/malformed'],
  ['a length that is none', `${post}content-length: two\r\n\r\n{}`, 'request/malformed'],
  ['two lengths', `${post}content-length: 4\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`, 'request/malformed'],
  ['headers without end', `GET / HTTP/1.1\r\nhost: x\r\nx: ${'a'.repeat(20_000)}\r\n\r\n`, 'request/too-large'],
])('%s', async (_, text, code) => {
  const [head = '', body = ''] = (await answerTo(text)).split('\r\n\r\n');
  expect(head).toMatch(new RegExp(`^HTTP/1.1 ${refusals[code]} `));
  expect(head).toContain('content-type: application/problem+json');
  expect(JSON.parse(body)).toMatchObject({ code, status: refusals[code] });
});
