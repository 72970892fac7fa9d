import { query } from '#kernel/query.ts';
import { Refusal } from '#kernel/refusal.ts';
import { ListActions, ReadLog } from './contract.ts';
import * as store from './store.ts';

/** For the choice of actions above the log. */
export const listActions = query(ListActions, async (tx) => {
  const [may, actions] = await Promise.all([store.mayRead(tx), store.listActions(tx)]);
  if (!may) throw new Refusal('actor/not-permitted', { action: ReadLog.name });
  return { actions };
});
