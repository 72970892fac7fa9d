// A process of its own for the supervisor's tests: starts, says so, and waits to be ended.
import { startEmbeddedPostgres } from '#kernel/embedded-postgres.ts';

const [directory = '', address] = process.argv.slice(2);
try {
  const server = await startEmbeddedPostgres({ directory, settings: { fsync: 'off' }, patienceMs: 10_000 });
  if (address) await server.tellAddress(address);
  process.on('SIGTERM', () => void server.stop().then(() => process.exit(0)));
  console.log(JSON.stringify({ pid: server.postmasterPid, adopted: server.adopted, url: server.adminUrl('postgres') }));
  setInterval(() => undefined, 1_000);
} catch (error) {
  console.log(JSON.stringify({ error: (error as Error).message }));
  process.exit(1);
}
