import { query } from '#kernel/query.ts';
import { ListSets } from './contract.ts';
import { countSets, pageOfSets } from './store.ts';

/** A page of the patient sets, how many match, and how many wait for a review. */
export const listSets = query(ListSets, async (tx, _actor, wanted) => {
  const [{ sets, next }, total, due] = await Promise.all([
    pageOfSets(tx, wanted),
    countSets(tx, wanted),
    countSets(tx, { only: 'due' }),
  ]);
  return { sets, total, due, next };
});
