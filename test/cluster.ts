import { Client } from 'pg';
import type { TestProject } from 'vitest/node';
import { startEmbeddedPostgres } from '#kernel/embedded-postgres.ts';
import { operationsOf } from '#kernel/http.ts';
import { migrate } from '#kernel/migrate.ts';
import { features } from '#server/features.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Superuser's address of the test cluster, with `*` for the database. */
    readonly cluster: string;
  }
}

export const APP_PASSWORD = 'only-in-tests';
export const TEMPLATE = 'template_custodian';

/**
 * One PostgreSQL a run, with one migrated database to clone from: a throw-away one of our own,
 * or the one at `CUSTODIAN_TEST_DATABASE_URL` (a superuser's address).
 */
export default async function setup(project: TestProject) {
  const given = process.env['CUSTODIAN_TEST_DATABASE_URL'];
  const own = given
    ? undefined
    : await startEmbeddedPostgres({
        directory: process.env['CUSTODIAN_TEST_DIRECTORY'] ?? 'var/test',
        settings: { fsync: 'off', max_connections: '200', deadlock_timeout: '100ms' },
      });
  const addressOf = (database: string): string => {
    if (own) return own.adminUrl(database);
    const url = new URL(given ?? '');
    url.pathname = `/${database}`;
    return url.href;
  };
  const admin = new Client({ connectionString: addressOf('postgres') });
  await admin.connect();
  const { rows } = await admin.query<{ datname: string }>(
    `select datname from pg_database where datname like 't\\_%' or datname = '${TEMPLATE}'`,
  );
  for (const { datname } of rows) await admin.query(`drop database ${admin.escapeIdentifier(datname)} with (force)`);
  await admin.query(`create database ${TEMPLATE}`);
  await migrate(addressOf(TEMPLATE), { appPassword: APP_PASSWORD, operations: operationsOf(features) });
  await admin.end();
  project.provide('cluster', addressOf('__').replace('/__', '/*'));
  return () => own?.stop();
}
