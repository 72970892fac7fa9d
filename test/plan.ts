import { type RawBuilder, sql } from 'kysely';
import { bind } from '#kernel/db.ts';
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
