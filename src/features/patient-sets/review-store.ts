import type { Pool } from 'pg';

/** Tells the next user, of any clinic, of a block whose review day has come; says whether there was one. */
export async function tellNextOfBlockReview(pool: Pool): Promise<boolean> {
  const { rows } = await pool.query<{ told: boolean }>('select tell_next_of_block_review() as told');
  return rows[0]?.told ?? false;
}
