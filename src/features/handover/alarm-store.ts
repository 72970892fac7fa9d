import type { Pool } from 'pg';

/** Tells the next administrator, in any clinic, that something waits in the pool too long; says whether there was one. */
export async function warnNextOfPool(pool: Pool): Promise<boolean> {
  const { rows } = await pool.query<{ warned: boolean }>('select warn_next_of_pool() as warned');
  return rows[0]?.warned ?? false;
}
