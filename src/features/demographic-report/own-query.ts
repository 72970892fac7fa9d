import type { Id } from '#kernel/brand.ts';
import type { Tx } from '#kernel/db.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { SavedQuery } from './queries-contract.ts';
import { readQuery } from './queries-store.ts';

/**
 * A query of the actor's own.
 *
 * @throws {Refusal} `report/query-not-found`, `report/query-not-yours`.
 */
export async function ownQuery(tx: Tx, queryId: Id<'query'>): Promise<SavedQuery> {
  const query = await readQuery(tx, queryId);
  if (!query) throw new Refusal('report/query-not-found');
  if (!query.own) throw new Refusal('report/query-not-yours');
  return query;
}
