import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { problemOf } from './problems.ts';

interface Address {
  readonly fits: RegExp;
  readonly methods: Set<string>;
}

declare module 'fastify' {
  interface FastifyInstance {
    /** By pattern, what can be asked where; wildcards are no address of anything. */
    readonly knownAddresses: Map<string, Address>;
  }
}

/** Remembers from here on at which addresses something can be asked, and by which methods. */
export function knowAddresses(app: FastifyInstance): void {
  app.decorate('knownAddresses', new Map<string, Address>());
  app.addHook('onRoute', ({ url, method }) => {
    if (url.includes('*')) return;
    const fits = new RegExp(`^${url.split(/:\w+/).map(literally).join('[^/]+')}$`);
    const address = app.knownAddresses.get(url) ?? { fits, methods: new Set() };
    for (const one of [method].flat()) address.methods.add(one);
    app.knownAddresses.set(url, address);
  });
}

const literally = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

/**
 * The answer where nothing can be asked: no such address, or one that knows other methods, which it names.
 *
 * @see docs/sources.md#rfc-9110-405
 */
export function answerNothingThere(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const [path = ''] = request.url.split('?');
  const here = [...request.server.knownAddresses.values()].filter(({ fits }) => fits.test(path));
  const allowed = [...new Set(here.flatMap(({ methods }) => [...methods]))].toSorted().join(', ');
  if (!allowed) return answerNoSuchAddress(reply);
  return sent(reply.header('allow', allowed), problemOf('request/method-not-allowed', { allowed }));
}

/** The answer where there is nothing, whoever asks and how. */
export const answerNoSuchAddress = (reply: FastifyReply): FastifyReply =>
  sent(reply, problemOf('request/no-such-address'));

const sent = (reply: FastifyReply, problem: ReturnType<typeof problemOf>): FastifyReply =>
  reply.code(problem.status).type('application/problem+json').header('cache-control', 'no-store').send(problem);
