import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import files from '@fastify/static';
import Fastify, { type FastifyInstance, type FastifyReply } from 'fastify';
import type { Pool } from 'pg';
import { serve } from '#kernel/http.ts';
import { answerNoSuchAddress, answerNothingThere } from '#kernel/addresses.ts';
import { serveApiPage } from './api-page.ts';
import { features } from './features.ts';
import { secureHeaders, tellBrowser } from './secure-headers.ts';
import { answerUnreadable } from './unreadable.ts';

const pages = fileURLToPath(new URL('../../dist/', import.meta.url));

interface Options {
  readonly logger?: boolean;
  /** So many proxies say who the visitor is and whether TLS was used; what a visitor says beyond them is not believed. */
  readonly trustProxy?: number;
  /** Where the pages are for those who use them. */
  readonly publicUrl?: string | undefined;
}

/** The application without a port, so that tests can ask it directly. */
export async function buildApp(
  pool: Pool,
  { logger = false, trustProxy = 0, publicUrl }: Options = {},
): Promise<FastifyInstance> {
  const app = Fastify({
    // Standard output belongs to the answer of the program.
    logger: logger && { level: 'warn', stream: process.stderr },
    trustProxy: (_address, hop) => hop < trustProxy,
    forceCloseConnections: 'idle',
    clientErrorHandler: answerUnreadable,
    // An address that cannot be read is refused like any other request.
    frameworkErrors: (_error, request, reply) => {
      const answer = reply as unknown as FastifyReply; // typed there for no route's schema
      tellBrowser(request, answer); // no hook runs for it
      void answerNoSuchAddress(answer);
    },
  });
  secureHeaders(app);
  await serve(app, pool, features, { publicUrl });
  serveApiPage(app, features);
  app.get('/healthz', async (_request, reply) => {
    reply.header('cache-control', 'no-store');
    await pool.query('select 1');
    return { status: 'ready' };
  });
  if (existsSync(pages)) await servePages(app);
  return app;
}

/** The built pages: every address that is no file and no interface is the application's own. */
async function servePages(app: FastifyInstance): Promise<void> {
  await app.register(files, {
    root: pages,
    preCompressed: true,
    wildcard: false,
    cacheControl: false,
    // Names of assets carry their content's hash; the page that names them is always asked for anew.
    setHeaders: (reply, path) => {
      reply.header('cache-control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  app.get('/*', async (request, reply) =>
    // What is missing there must not be answered with a page: a browser would take it for the file.
    /^\/+(api|assets)(?![^/?])/i.test(request.url) ? answerNothingThere(request, reply) : reply.sendFile('index.html'),
  );
}
