import type { FastifyInstance } from 'fastify';
import { Refusal } from './refusal.ts';

/**
 * A page of another site must not act with a user's cookie. SameSite=Strict keeps the cookie
 * back; browsers also say where a request comes from, and what says "elsewhere" is refused.
 */
export function sameSiteOnly(app: FastifyInstance): void {
  app.addHook('onRequest', async (request) => {
    if (request.method === 'GET' || request.method === 'HEAD') return;
    const fetchSite = request.headers['sec-fetch-site'];
    const { origin } = request.headers;
    const elsewhere =
      fetchSite === undefined
        ? origin !== undefined && hostOf(origin) !== request.host
        : fetchSite !== 'same-origin' && fetchSite !== 'none';
    if (elsewhere) throw new Refusal('request/from-elsewhere');
  });
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}
