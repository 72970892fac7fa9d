import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { startSender } from '#features/outbox/sender.ts';
import { buildApp } from './app.ts';
import type { Config } from './config.ts';
import type { Database } from './database.ts';
import { features } from './features.ts';
import type { Ending } from './saying.ts';
import { startWorker } from './worker.ts';

/** How long a request in flight may take to end; one that a visitor never finishes sending must not hold us. */
const PATIENCE_MS = 30_000;

/** Answers at the configured address until it is ended, which lets requests in flight end first. */
export async function serveUntilStopped(
  { host, port, trustProxy, publicUrl, mail }: Config,
  { pool, embedded }: Database,
  ending: Ending,
): Promise<string> {
  const app = await buildApp(pool, { logger: true, trustProxy, publicUrl });
  if (mail) {
    const sender = startSender(pool, mail);
    ending(() => sender.stop());
  }
  const worker = startWorker(
    pool,
    features.flatMap(({ jobs = [] }) => jobs),
  );
  ending(() => worker.stop());
  const sockets = socketsOf(app);
  ending(() => close(app, sockets));
  const listening = await app.listen({ host, port }).catch((error: NodeJS.ErrnoException) => {
    throw cannotListen(error, host, port);
  });
  const address = listening.replace('[::]', '[::1]'); // every address is none to go to
  await embedded?.tellAddress(address);
  return address;
}

function socketsOf(app: FastifyInstance): ReadonlySet<Socket> {
  const sockets = new Set<Socket>();
  app.server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  return sockets;
}

async function close(app: FastifyInstance, sockets: ReadonlySet<Socket>): Promise<void> {
  const late = setTimeout(() => app.server.closeAllConnections(), PATIENCE_MS);
  const closing = app.close();
  // Browsers connect ahead of a first request, which Node would wait for.
  for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy();
  // And who was answered just now keeps the connection for a next request.
  const swept = setInterval(() => app.server.closeIdleConnections(), 50);
  await closing;
  clearInterval(swept);
  clearTimeout(late);
}

function cannotListen(error: NodeJS.ErrnoException, host: string, port: number): Error {
  const why: Readonly<Record<string, string>> = {
    EADDRINUSE: `Port ${port} of ${host} is taken by another program: name another one in PORT.`,
    EACCES: `This user may not listen on port ${port}: name one from 1024 up in PORT.`,
    EADDRNOTAVAIL: `This machine has no address ${host}: name one that it has in HOST.`,
    ENOTFOUND: `Nobody knows the address ${host}: name one that this machine has in HOST.`,
    EAI_AGAIN: `Nobody knows the address ${host}: name one that this machine has in HOST.`,
  };
  const sentence = why[error.code ?? ''];
  return sentence ? new Error(sentence, { cause: error }) : error;
}
