import type { Pool } from 'pg';

/** Writes the next warning that is due, in any clinic, with its entry; says whether there was one. A server without mail writes none. */
export async function warnNextOfExpiry(pool: Pool): Promise<boolean> {
  const { rows } = await pool.query<{ warned: boolean }>('select warn_next_of_expiry() as warned');
  return rows[0]?.warned ?? false;
}
