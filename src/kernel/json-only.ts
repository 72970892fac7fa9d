import { isUtf8 } from 'node:buffer';
import type { FastifyInstance } from 'fastify';
import { MalformedRequest } from './problems.ts';

/**
 * JSON is understood, and nothing else; in UTF-8, whatever is said of it (RFC 8259): a name in
 * another encoding would be kept with its accents lost.
 */
export function jsonOnly(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeAllContentTypeParsers();
  app.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    if (isUtf8(body)) return parse(request, body.toString(), done);
    done(new MalformedRequest([{ path: '/', message: 'must be UTF-8' }]));
  });
}
