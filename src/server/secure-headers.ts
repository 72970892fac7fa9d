import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

const policy = [
  "default-src 'self'",
  "script-src 'self'",
  // Mantine sets its sizes and colours as style attributes.
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** What a browser is told with every answer. @see docs/sources.md#owasp-headers */
export function secureHeaders(app: FastifyInstance): void {
  app.addHook('onSend', async (request, reply) => tellBrowser(request, reply));
}

/** The same, for an answer that no hook sees. */
export function tellBrowser({ protocol }: Pick<FastifyRequest, 'protocol'>, reply: FastifyReply): void {
  reply.header('content-security-policy', policy);
  reply.header('x-content-type-options', 'nosniff');
  reply.header('referrer-policy', 'same-origin');
  reply.header('cross-origin-opener-policy', 'same-origin');
  reply.header('cross-origin-resource-policy', 'same-origin');
  if (protocol === 'https') reply.header('strict-transport-security', 'max-age=63072000');
}
