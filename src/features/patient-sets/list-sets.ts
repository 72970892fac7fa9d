import { query } from '#kernel/query.ts';
import { ListSets } from './contract.ts';
import { countSets, pageOfSets } from './store.ts';

/** A page of the patient sets, and how many match. */
export const listSets = query(ListSets, async (tx, _actor, wanted) => {
  const [{ sets, next }, total] = await Promise.all([pageOfSets(tx, wanted), countSets(tx, wanted)]);
  return { sets, total, next };
});
