import { query } from '#kernel/query.ts';
import { countOpenWork } from '../handover/public.ts';
import { ListLeaving } from './contract.ts';
import * as store from './store.ts';

/** Whose last day is set, with what they hold today. */
export const listLeaving = query(ListLeaving, async (tx) => {
  const leavers = await store.leaving(tx);
  const held = await countOpenWork(
    tx,
    leavers.map(({ userId }) => userId),
  );
  const itemsOf = (userId: string) =>
    held.filter((one) => one.userId === userId).reduce((total, { items }) => total + items, 0);
  return { leaving: leavers.map((one) => ({ ...one, items: itemsOf(one.userId) })) };
});
