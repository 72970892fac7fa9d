import { startSender } from '#features/outbox/sender.ts';
import type { Config } from './config.ts';
import { buildApp } from './app.ts';
import type { Database } from './database.ts';

/** Answers at the configured address until SIGTERM or SIGINT; then lets requests in flight end and stops the database. */
export async function serveUntilStopped(
  { host, port, trustProxy, mail }: Config,
  { pool, embedded, close }: Database,
): Promise<string> {
  const app = await buildApp(pool, { logger: true, trustProxy });
  const sender = mail && startSender(pool, mail);
  let stopping: Promise<void> | undefined;
  const stop = () =>
    (stopping ??= (async () => {
      await app.close();
      await sender?.stop();
      await close();
    })());
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      stop().then(
        () => process.exit(0),
        (error: unknown) => {
          console.error(error);
          process.exit(1);
        },
      );
    });
  }
  const address = await app.listen({ host, port }).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  await embedded?.tellAddress(address);
  return address;
}
