import { randomUUID } from 'node:crypto';
import { Client, type Pool } from 'pg';
import { inject } from 'vitest';
import { openPool } from '#kernel/db.ts';
import { APP_PASSWORD, TEMPLATE } from './cluster.ts';

export interface TestDatabase {
  readonly name: string;
  /** As the server runs: the app role, held by every policy. */
  readonly pool: Pool;
  /** As the owner of everything; for arranging and for looking, never for acting. */
  readonly owner: Client;
  readonly drop: () => Promise<void>;
}

/** A database of one's own, cloned from the migrated one or from `template`. */
export async function testDatabase(template = TEMPLATE): Promise<TestDatabase> {
  const cluster = inject('cluster');
  const name = `t_${randomUUID().replaceAll('-', '')}`;
  const admin = new Client({ connectionString: cluster.replace('*', 'postgres') });
  await admin.connect();
  await admin.query(`create database ${name} template ${template}`);
  const owner = new Client({ connectionString: cluster.replace('*', name), options: '-c search_path=custodian' });
  await owner.connect();
  const app = new URL(cluster.replace('*', name));
  app.username = 'custodian_app';
  app.password = APP_PASSWORD;
  const pool = openPool(app.href, 20, { patienceMs: 120_000 });
  return {
    name,
    pool,
    owner,
    drop: async () => {
      await pool.end();
      await owner.end();
      await admin.query(`drop database ${name} with (force)`);
      await admin.end();
    },
  };
}
