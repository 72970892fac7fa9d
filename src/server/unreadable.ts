import type { Socket } from 'node:net';
import { problemOf } from '#kernel/problems.ts';

/** What cannot be read as a request is turned down like any other that does not fit; nothing more can come behind it. */
export function answerUnreadable(error: Error & { readonly code?: string }, socket: Socket): void {
  if (socket.writable && error.code !== 'ECONNRESET') {
    const problem = problemOf(error.code === 'HPE_HEADER_OVERFLOW' ? 'request/too-large' : 'request/malformed');
    const body = JSON.stringify(problem);
    const head = [
      `HTTP/1.1 ${problem.status} Refused`,
      'content-type: application/problem+json; charset=utf-8',
      `content-length: ${Buffer.byteLength(body)}`,
      'cache-control: no-store',
      'connection: close',
    ];
    socket.write(`${head.join('\r\n')}\r\n\r\n${body}`);
  }
  socket.destroy(error);
}
