import { Client, type Pool } from 'pg';
import { openPool } from '#kernel/db.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '#kernel/embedded-postgres.ts';
import { operationsOf } from '#kernel/http.ts';
import { migrate } from '#kernel/migrate.ts';
import type { Config } from './config.ts';
import { features } from './features.ts';
import { fitToServe } from './guard.ts';
import type { Progress } from './progress.ts';
import type { Ending } from './saying.ts';

export const DATABASE = 'custodian';

export interface Database {
  /** Connections of the role that owns nothing. */
  readonly pool: Pool;
  readonly embedded: EmbeddedPostgres | undefined;
}

/** The database that the configuration names, migrated and fit to serve; the embedded one is started for it. */
export async function openDatabase(config: Config, progress: Progress, ending: Ending): Promise<Database> {
  if (config.databaseUrl) return { pool: await serving(config.databaseUrl, config, ending), embedded: undefined };
  const embedded = await startMigrated(config.dataDirectory, progress, ending);
  return { pool: await serving(embedded.appUrl(DATABASE), config, ending), embedded };
}

/** The embedded PostgreSQL with a migrated database; asked to end while it starts, it is waited for, so that none is left running. */
export async function startMigrated(directory: string, progress: Progress, ending: Ending): Promise<EmbeddedPostgres> {
  progress.say(`Starting PostgreSQL in ${directory}`);
  const starting = startEmbeddedPostgres({ directory });
  ending(() =>
    starting.then(
      ({ stop }) => stop(),
      () => undefined, // then nothing runs
    ),
  );
  const embedded = await starting;
  await createDatabase(embedded.adminUrl('postgres'));
  await migrate(embedded.adminUrl(DATABASE), {
    appPassword: embedded.appPassword,
    operations: operationsOf(features),
    onStep: (name, done, of) => progress.step(`Migrating ${name}`, done, of),
  });
  return embedded;
}

async function serving(url: string, { mail }: Config, ending: Ending): Promise<Pool> {
  const pool = openPool(url, 20, { sendsMail: mail !== undefined });
  ending(() => pool.end());
  await fitToServe(pool);
  return pool;
}

async function createDatabase(adminUrl: string): Promise<void> {
  const admin = new Client({ connectionString: adminUrl });
  admin.on('error', () => undefined); // then the statement that waits fails
  await admin.connect();
  try {
    const { rowCount } = await admin.query('select from pg_database where datname = $1', [DATABASE]);
    if (rowCount === 0) await admin.query(`create database ${DATABASE}`);
  } finally {
    await admin.end();
  }
}
