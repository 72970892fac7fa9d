import type { FastifyInstance } from 'fastify';
import { expect } from 'vitest';
import { type RefusalCode, refusals } from '#kernel/refusal.ts';
import type { Member } from './staff.ts';

export interface Asked {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly url: string;
  readonly payload?: object | string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Asks over HTTP, signed in as somebody. */
export async function askAs(app: FastifyInstance, { cookie }: Member, { method, url, payload, headers = {} }: Asked) {
  const said = await app.inject({
    method,
    url,
    headers: { cookie, ...headers },
    ...(payload === undefined ? {} : { payload }),
  });
  return { status: said.statusCode, type: said.headers['content-type'], headers: said.headers, body: said.body };
}

/** The one form that every refusal travels in. */
export function expectRefusal(said: Awaited<ReturnType<typeof askAs>>, code: RefusalCode, more: object = {}): void {
  expect(JSON.parse(said.body)).toMatchObject({
    type: `/refusals/${code}`,
    title: code,
    status: refusals[code],
    code,
    detail: expect.stringMatching(/\.$/) as string,
    ...more,
  });
  expect([said.status, said.type]).toEqual([refusals[code], 'application/problem+json; charset=utf-8']);
}
