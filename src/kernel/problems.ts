import type { FastifyInstance } from 'fastify';
import { databaseAway } from './database-away.ts';
import { sayRefusal } from './refusal-sentences.ts';
import { type Facts, Refusal, type RefusalCode, refusals } from './refusal.ts';

export interface Flaw {
  /** JSON pointer into what was sent. */
  readonly path: string;
  readonly message: string;
}

/** What was sent does not have the shape that the operation's input declares. */
export class MalformedRequest extends Error {
  readonly flaws: readonly Flaw[];
  constructor(flaws: readonly Flaw[]) {
    super('malformed request');
    this.flaws = flaws;
  }
}

/** A refusal as the document it travels in (RFC 9457). */
export const problemOf = (code: RefusalCode, facts: Facts = {}) => ({
  type: `/refusals/${code}`,
  title: code,
  status: refusals[code],
  detail: sayRefusal(code, facts),
  code,
  facts,
});

// What Fastify itself turns down before any use case is asked.
const ofFastify: Readonly<Record<string, RefusalCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'request/too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'request/not-json',
};

/** Every answer that is not the one asked for is a problem document; a defect shows its request id and nothing else. */
export function answerWithProblems(app: FastifyInstance): void {
  app.setErrorHandler(async (error, request, reply) => {
    reply.type('application/problem+json').header('cache-control', 'no-store');
    const given = error as { code?: string; statusCode?: number; message: string };
    if (error instanceof MalformedRequest) {
      return reply.code(400).send({ ...problemOf('request/malformed'), errors: error.flaws });
    }
    if (error instanceof Refusal) {
      return reply.code(refusals[error.code]).send(problemOf(error.code, error.facts));
    }
    const ours = ofFastify[given.code ?? ''];
    if (ours) return reply.code(refusals[ours]).send(problemOf(ours));
    if (given.statusCode !== undefined && given.statusCode < 500) {
      const errors = [{ path: '/', message: given.message }];
      return reply.code(400).send({ ...problemOf('request/malformed'), errors });
    }
    if (databaseAway(given)) {
      request.log.warn(`the database is away: ${given.message}`);
      return reply.code(503).header('retry-after', '2').send(problemOf('database/away'));
    }
    request.log.error(error);
    return reply.code(500).send({ type: 'about:blank', title: 'defect', status: 500, instance: request.id });
  });
}
