import { query } from '#kernel/query.ts';
import { Refusal } from '#kernel/refusal.ts';
import { ReadDrift } from './drift-contract.ts';
import { criteriaOf, readDrift as drift } from './drift-store.ts';
import { findSet } from './store.ts';

/** How a set differs from what its criteria find now, as far as the reader may know. */
export const readDrift = query(ReadDrift, async (tx, _actor, { setId }) => {
  const [set, criteria] = await Promise.all([findSet(tx, setId), criteriaOf(tx, setId)]);
  if (!set) throw new Refusal('set/not-found');
  if (set.concernsYou) throw new Refusal('set/concerns-yourself');
  const found = criteria && (await drift(tx, setId, criteria));
  if (!found) throw new Refusal('set/without-criteria');
  return found;
});
