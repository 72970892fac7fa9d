import { query } from '#kernel/query.ts';
import { Refusal } from '#kernel/refusal.ts';
import { ListMembers } from './contract.ts';
import { findSet, pageOfMembers } from './store.ts';

/** A page of the patients of a set, as far as they are open to the reader; nobody of a set that keeps the reader out. */
export const listMembers = query(ListMembers, async (tx, _actor, { setId, after }) => {
  const [set, page] = await Promise.all([findSet(tx, setId), pageOfMembers(tx, setId, after)]);
  if (!set) throw new Refusal('set/not-found');
  return set.concernsYou ? { members: [], next: null } : page;
});
