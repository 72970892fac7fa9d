import { sql } from 'kysely';
import type { Criteria } from '#features/demographic-report/contract.ts';
import type { Tx } from '#kernel/db.ts';
import { criteriaSentence } from '#web/words/report-criteria.ts';

/** A row with what the set's report asks for, as it is kept. */
export type Kept<Row> = Omit<Row, 'criteria'> & { readonly criteria: Criteria | null };

/** Each row with its criteria in words, the names of users and sites among them. */
export async function saidCriteria<Row extends { readonly criteria: Criteria | null }>(
  tx: Tx,
  rows: readonly Row[],
): Promise<(Omit<Row, 'criteria'> & { criteria: string | null })[]> {
  const ids = rows
    .flatMap(({ criteria }) => [...(criteria?.providerIds ?? []), ...(criteria?.siteIds ?? [])])
    .filter((id) => id !== null);
  const { rows: named } =
    ids.length === 0
      ? { rows: [] }
      : await sql<{ id: string; name: string }>`
          select user_id as id, first_name || ' ' || last_name as name from clinic_user where user_id = any(${ids}::uuid[])
          union all select site_id, name from site where site_id = any(${ids}::uuid[])`.execute(tx);
  const names = new Map(named.map(({ id, name }) => [id, name]));
  return rows.map(({ criteria, ...row }) => ({
    ...row,
    criteria: criteria && criteriaSentence(criteria, (id) => names.get(id)),
  }));
}
