import { query } from '#kernel/query.ts';
import { ListPool } from './contract.ts';
import { countItems, pageOfItems } from './list-store.ts';

export const listPool = query(ListPool, async (tx, actor, { after }) => {
  const wanted = { folder: 'pool', ...(after === undefined ? {} : { after }) } as const;
  const [page, counted] = await Promise.all([pageOfItems(tx, actor, wanted), countItems(tx)]);
  return { ...page, ...counted };
});
