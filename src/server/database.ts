import { Client, type Pool } from 'pg';
import { openPool } from '#kernel/db.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '#kernel/embedded-postgres.ts';
import { operationsOf } from '#kernel/http.ts';
import { migrate } from '#kernel/migrate.ts';
import type { Config } from './config.ts';
import { features } from './features.ts';
import { fitToServe } from './guard.ts';
import { type Progress, silent } from './progress.ts';

export const DATABASE = 'custodian';

export interface Database {
  /** Connections of the role that owns nothing. */
  readonly pool: Pool;
  readonly embedded: EmbeddedPostgres | undefined;
  readonly close: () => Promise<void>;
}

/** The database that the configuration names, migrated and fit to serve; the embedded one is started for it. */
export async function openDatabase(config: Config, progress: Progress = silent): Promise<Database> {
  const sends = { sendsMail: config.mail !== undefined };
  if (config.databaseUrl) return serving(openPool(config.databaseUrl, 20, sends), undefined);
  progress.say(`Starting PostgreSQL in ${config.dataDirectory}`);
  const embedded = await startMigrated(config.dataDirectory, progress);
  try {
    return await serving(openPool(embedded.appUrl(DATABASE), 20, sends), embedded);
  } catch (error) {
    await embedded.stop();
    throw error;
  }
}

/** The embedded PostgreSQL of a directory, started, with the database in it as this version has it. */
export async function startMigrated(directory: string, progress: Progress): Promise<EmbeddedPostgres> {
  const embedded = await startEmbeddedPostgres({ directory });
  try {
    await createDatabase(embedded.adminUrl('postgres'));
    await migrate(embedded.adminUrl(DATABASE), {
      appPassword: embedded.appPassword,
      operations: operationsOf(features),
      onStep: (name, done, of) => progress.step(`Migrating ${name}`, done, of),
    });
    return embedded;
  } catch (error) {
    await embedded.stop();
    throw error;
  }
}

async function serving(pool: Pool, embedded: EmbeddedPostgres | undefined): Promise<Database> {
  const close = async () => {
    await pool.end();
    await embedded?.stop();
  };
  try {
    await fitToServe(pool);
  } catch (error) {
    await pool.end();
    throw error;
  }
  return { pool, embedded, close };
}

async function createDatabase(adminUrl: string): Promise<void> {
  const admin = new Client({ connectionString: adminUrl });
  await admin.connect();
  try {
    const { rowCount } = await admin.query('select from pg_database where datname = $1', [DATABASE]);
    if (rowCount === 0) await admin.query(`create database ${DATABASE}`);
  } finally {
    await admin.end();
  }
}
