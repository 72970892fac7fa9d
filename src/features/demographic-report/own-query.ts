import type { Id } from '#kernel/brand.ts';
import type { Tx } from '#kernel/db.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { OwnQuery } from './queries-contract.ts';
import { isOwn, readQuery } from './queries-store.ts';

/**
 * A query of the actor's own.
 *
 * @throws {Refusal} `report/query-not-found`, `report/query-not-yours`.
 */
export async function ownQuery(tx: Tx, queryId: Id<'query'>): Promise<OwnQuery> {
  const query = await readQuery(tx, queryId);
  if (!query) throw new Refusal('report/query-not-found');
  if (!isOwn(query)) throw new Refusal('report/query-not-yours');
  return query;
}
