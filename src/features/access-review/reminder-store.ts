import type { Pool } from 'pg';

/** Writes the next reminder that is due, in any clinic, with its entry; says whether there was one. A server without mail writes none. */
export async function remindNextReviewer(pool: Pool): Promise<boolean> {
  const { rows } = await pool.query<{ reminded: boolean }>('select remind_next_reviewer() as reminded');
  return rows[0]?.reminded ?? false;
}
