import { Readable } from 'node:stream';
import cookies from '@fastify/cookie';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Pool } from 'pg';
import { type TObject, type TSchema, Type } from 'typebox';
import type { Id } from './brand.ts';
import { answerNothingThere, knowAddresses } from './addresses.ts';
import { checkInput, closed } from './check-input.ts';
import { type Beside, carryOut, type Command } from './command.ts';
import { type FileAnswer, type Operation, pathNames } from './contract.ts';
import type { Caller } from './db.ts';
import type { Door } from './door.ts';
import { sameSiteOnly } from './from-elsewhere.ts';
import type { Job } from './job.ts';
import { jsonOnly } from './json-only.ts';
import { openApi } from './openapi.ts';
import { answerWithProblems, MalformedRequest } from './problems.ts';
import { answer, type Query } from './query.ts';
import { Refusal } from './refusal.ts';
import { hashOfToken } from './secrets.ts';

/** What a feature offers to the server. */
export interface Feature {
  readonly commands: readonly Command[];
  readonly queries: readonly Query[];
  readonly doors?: readonly Door[];
  readonly jobs?: readonly Job[];
}

export const COOKIE = 'custodian';
/** What changes with the program alone may be kept by whoever reads it, until soon after the next one is there. */
export const FOR_A_WHILE = 'public, max-age=300';
const cookieKept = { path: '/', httpOnly: true, sameSite: 'strict', secure: 'auto' } as const;

/** Every operation of these features. */
export const operationsOf = (features: readonly Feature[]): Operation[] =>
  features.flatMap(({ commands, queries, doors = [] }) =>
    [...commands, ...queries, ...doors].map((one) => one.operation),
  );

/**
 * Turns commands, queries and doors into routes: the only place where HTTP meets a use case.
 * What arrives is checked against the operation's input, and nothing leaves that its
 * output does not declare. Refusals travel as problem documents (RFC 9457).
 */
export async function serve(
  app: FastifyInstance,
  pool: Pool,
  features: readonly Feature[],
  { publicUrl }: { readonly publicUrl?: string | undefined } = {},
): Promise<void> {
  await app.register(cookies);
  jsonOnly(app);
  checkInput(app);
  answerWithProblems(app);
  knowAddresses(app);
  app.setNotFoundHandler(async (request, reply) => answerNothingThere(request, reply));
  sameSiteOnly(app);
  for (const { commands, queries, doors = [] } of features) {
    for (const one of commands) {
      route(app, one.operation, async (request, reply) => {
        const input = inputOf(one.operation, request);
        const { output, session } = await carryOut(pool, callerOf(request), one, input, besideOf(request));
        if (session) reply.setCookie(COOKIE, session, cookieKept);
        if (one.operation.endsSession) reply.clearCookie(COOKIE, cookieKept);
        return output;
      });
    }
    for (const one of queries) {
      route(app, one.operation, (request) => answer(pool, callerOf(request), one, inputOf(one.operation, request)));
    }
    for (const one of doors) {
      route(app, one.operation, async (request, reply) => {
        const agent = (request.headers['user-agent'] ?? '').slice(0, 300);
        const [, , , before] = cookieForm.exec(request.cookies[COOKIE] ?? '') ?? [];
        const tokenHash = before ? hashOfToken(before) : undefined;
        const address = `${request.protocol}://${request.host}`;
        const visit = { host: request.hostname, origin: request.ip, address, publicUrl, agent, tokenHash };
        const { output, session } = await one.run(pool, inputOf(one.operation, request), visit);
        if (session) reply.setCookie(COOKIE, session, cookieKept);
        return output;
      });
    }
  }
  const document = openApi(operationsOf(features));
  app.get('/api/openapi.json', async (_request, reply) => {
    reply.header('cache-control', FOR_A_WHILE);
    return document;
  });
}

type Handler = (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;

function route(app: FastifyInstance, operation: Operation, handler: Handler): void {
  const { method, path, input, output, versioned, sensitive, bodyLimitBytes, files } = operation;
  const inPath = pathNames(path);
  const params = Type.Pick(input, inPath) as TObject;
  const elsewhere = Type.Omit(input, [...inPath, ...(versioned ? ['version'] : [])]).properties as Record<
    string,
    TSchema
  >;
  const beside = sensitive ? { password: Type.Optional(Type.String({ maxLength: 200 })) } : {};
  const rest = Type.Object({ ...elsewhere, ...beside }, { additionalProperties: false });
  const carriesVersion = !files && 'version' in (output as TObject).properties;
  app.route({
    method,
    url: `/api${path.replace(/\{(\w+)\}/g, ':$1')}`,
    ...(bodyLimitBytes ? { bodyLimit: bodyLimitBytes } : {}),
    schema: {
      params,
      ...(method === 'GET' ? { querystring: rest } : { body: closed(rest) }),
      ...(files ? {} : { response: { 200: output } }),
    },
    ...(method === 'GET' ? {} : { preValidation: bodyAtLeast }),
    handler: async (request, reply) => {
      const said = await handler(request, reply);
      if (carriesVersion) reply.header('etag', `"${(said as { version: number }).version}"`);
      reply.header('cache-control', 'no-store');
      return files ? sendFile(reply, said as FileAnswer) : said;
    },
  });
}

/** A command with nothing but its path needs no body. */
async function bodyAtLeast(request: FastifyRequest): Promise<void> {
  request.body ??= {};
}

/** @see docs/sources.md#rfc-6266 */
function sendFile(reply: FastifyReply, { type, fileName, content }: FileAnswer): FastifyReply {
  const plain = fileName.replaceAll(/[^\w .-]/g, '_');
  reply.type(type);
  reply.header(
    'content-disposition',
    `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(fileName)}`,
  );
  return reply.send(Readable.from(content));
}

/** The operation's input, put together from path, query or body, and `If-Match`. */
function inputOf({ method, versioned, sensitive }: Operation, request: FastifyRequest): never {
  const { password, ...rest } = (method === 'GET' ? request.query : request.body) as Record<string, unknown>;
  const own = sensitive || password === undefined ? {} : { password };
  const version = versioned ? { version: versionOf(request) } : {};
  return { ...rest, ...own, ...(request.params as object), ...version } as never;
}

/** @throws {Refusal} `request/version-missing`. */
function versionOf(request: FastifyRequest): number {
  const [, version] = /^(?:W\/)?"(\d{1,9})"$/.exec(request.headers['if-match'] ?? '') ?? [];
  if (version === undefined) throw new Refusal('request/version-missing');
  return Number(version);
}

function besideOf(request: FastifyRequest): Beside {
  const { password } = request.body as { password?: string };
  const key = request.headers['idempotency-key'];
  if (key !== undefined && (typeof key !== 'string' || !/^[\x21-\x7e]{1,200}$/.test(key))) {
    throw new MalformedRequest([{ path: '/headers/idempotency-key', message: 'must be 1 to 200 visible characters' }]);
  }
  return { password, key };
}

const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const cookieForm = new RegExp(`^(${UUID})\\.(${UUID})\\.([0-9a-f]{64})$`);

/**
 * Who the cookie says is calling. The clinic and the user stand in front of the secret, so
 * that the database finds the session by primary key; it believes neither without the third.
 *
 * @throws {Refusal} `session/ended` when there is none.
 */
function callerOf(request: FastifyRequest): Caller {
  const [, clinicId, id, secret] = cookieForm.exec(request.cookies[COOKIE] ?? '') ?? [];
  if (!clinicId || !id || !secret) throw new Refusal('session/ended');
  return {
    clinicId: clinicId as Id<'clinic'>,
    id: id as Id<'user'>,
    tokenHash: hashOfToken(secret),
    origin: request.ip,
  };
}

/** What the browser keeps of a session. */
export const cookieValue = (clinicId: string, userId: string, secret: string): string =>
  `${clinicId}.${userId}.${secret}`;
