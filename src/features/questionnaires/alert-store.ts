import type { Pool } from 'pg';

/** Tells the next user, of any clinic, that sent questionnaires are overdue; says whether there was one. */
export async function alertNext(pool: Pool): Promise<boolean> {
  const { rows } = await pool.query<{ told: boolean }>('select alert_next_of_questionnaires() as told');
  return rows[0]?.told ?? false;
}
