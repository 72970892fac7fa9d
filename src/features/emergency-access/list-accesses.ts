import { query } from '#kernel/query.ts';
import { ListAccesses } from './contract.ts';
import { pageOfUses, queue } from './list-store.ts';

export const listAccesses = query(ListAccesses, async (tx, actor, wanted) => {
  const [page, { waiting, users }] = await Promise.all([pageOfUses(tx, actor.id, wanted), queue(tx)]);
  return { ...page, waiting, users };
});
