import { query } from '#kernel/query.ts';
import { ListInbox } from './contract.ts';
import { countItems, pageOfItems } from './list-store.ts';

/** A page of one of the caller's own folders, what waits in each, and how much is withheld. */
export const listInbox = query(ListInbox, async (tx, actor, wanted) => {
  const [page, counted] = await Promise.all([pageOfItems(tx, actor, wanted), countItems(tx)]);
  return { ...page, ...counted };
});
