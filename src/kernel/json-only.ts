import { isUtf8 } from 'node:buffer';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { JsonFault, parseJson } from './json.ts';
import { MalformedRequest } from './problems.ts';

/**
 * JSON is understood, and nothing else; in UTF-8, whatever is said of it (RFC 8259): a name in
 * another encoding would be kept with its accents lost.
 */
export function jsonOnly(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser<Buffer>(
    'application/json',
    { parseAs: 'buffer' },
    async (_request: FastifyRequest, body: Buffer) => {
      if (!isUtf8(body)) throw malformed('must be UTF-8');
      try {
        return parseJson(body.toString());
      } catch (error) {
        throw error instanceof JsonFault ? malformed([error.message, error.place].filter(Boolean).join(': ')) : error;
      }
    },
  );
}

const malformed = (message: string) => new MalformedRequest([{ path: '/', message }]);
