import { sql } from 'kysely';
import type { Id } from '#kernel/brand.ts';
import type { Tx } from '#kernel/db.ts';
import type { BookedAt } from './contract.ts';

export interface BookedSite extends BookedAt {
  readonly site: string;
}

/** The sites at which a user has appointments to come, whoever may open them. */
export async function bookedSites(tx: Tx, userId: Id<'user'>): Promise<BookedSite[]> {
  const { rows } = await sql<BookedSite>`
    select b.site_id as "siteId", s.name as site, b.items as appointments, b.first, b.last
      from appointments_to_come_with(${userId}) b join site s using (site_id) order by lower(s.name)`.execute(tx);
  return rows;
}
