import { type RawBuilder, sql } from 'kysely';
import type { PoolClient } from 'pg';
import { bind, type Tx } from '#kernel/db.ts';
import type { TestDatabase } from './database.ts';
import type { Member } from './staff.ts';

/** One step of a plan, as far as tests look at it. */
export interface Step {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Join Type'?: string;
  readonly 'Shared Hit Blocks': number;
  readonly 'Shared Read Blocks': number;
  readonly Plans?: readonly Step[];
}

const stepsBelow = (step: Step): Step[] => [step, ...(step.Plans ?? []).flatMap(stepsBelow)];

/** How PostgreSQL carries a statement out for somebody, step by step, the first one with all that it touched. */
export async function planFor(db: TestDatabase, who: Member, statement: RawBuilder<unknown>): Promise<Step[]> {
  const client = await db.pool.connect();
  try {
    await client.query('begin read only');
    const { clinicId, id, tokenHash } = who.caller;
    await client.query(`select from enter($1, $2, $3, 'read', null)`, [clinicId, id, tokenHash]);
    const tx = bind(client, async () => undefined);
    const { rows } = await sql<{ 'QUERY PLAN': [{ Plan: Step }] }>`
      explain (analyze, buffers, format json) ${statement}`.execute(tx);
    return rows.flatMap((row) => stepsBelow(row['QUERY PLAN'][0].Plan));
  } finally {
    await client.query('rollback');
    client.release();
  }
}

/** What a piece of work has read of a table: rows one after the other, and rows found by an index. */
export interface Read {
  readonly sequential: number;
  readonly byIndex: number;
}

async function readSoFar(client: PoolClient): Promise<ReadonlyMap<string, Read>> {
  const { rows } = await client.query<{ table: string } & Read>(
    `select relname as table, coalesce(seq_tup_read, 0)::int as sequential, coalesce(idx_tup_fetch, 0)::int as "byIndex"
       from pg_stat_xact_user_tables`,
  );
  return new Map(rows.map(({ table, ...read }) => [table, read]));
}

/**
 * What of each table somebody's work reads, inside definer functions and policies too: as PostgreSQL has counted it for
 * this one transaction, which is then undone.
 */
export async function readsOf(
  db: TestDatabase,
  who: Member,
  work: (tx: Tx) => Promise<unknown>,
): Promise<ReadonlyMap<string, Read>> {
  const client = await db.pool.connect();
  try {
    await client.query('begin');
    const { clinicId, id, tokenHash } = who.caller;
    await client.query(`select from enter($1, $2, $3, 'read', null)`, [clinicId, id, tokenHash]);
    // What the transactions before have read may not have been added up elsewhere yet.
    const before = await readSoFar(client);
    await work(bind(client, async () => undefined));
    const after = await readSoFar(client);
    return new Map(
      [...after].map(([table, { sequential, byIndex }]) => {
        const was = before.get(table) ?? { sequential: 0, byIndex: 0 };
        return [table, { sequential: sequential - was.sequential, byIndex: byIndex - was.byIndex }];
      }),
    );
  } finally {
    await client.query('rollback');
    client.release();
  }
}
