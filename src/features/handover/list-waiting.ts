import { query } from '#kernel/query.ts';
import { ListWaiting } from './contract.ts';
import * as store from './store.ts';

/** Users who cannot sign in any more and still hold open work, with how much and since when: work that nobody is doing. */
export const listWaiting = query(ListWaiting, async (tx) => {
  const out = await store.shutOut(tx);
  const held = await store.countOpenWork(
    tx,
    out.map(({ userId }) => userId),
  );
  const waiting = out.flatMap((user) => {
    const own = held.filter(({ userId }) => userId === user.userId);
    const items = own.reduce((total, one) => total + one.items, 0);
    const oldest = own.flatMap((one) => one.oldest ?? []).toSorted()[0] ?? null;
    return items > 0 ? [{ ...user, items, oldest }] : [];
  });
  return { waiting };
});
