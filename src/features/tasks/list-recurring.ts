import { query } from '#kernel/query.ts';
import { countWaiting } from '../work/public.ts';
import { ListRecurring } from './recurring-contract.ts';
import { pageOfRecurring } from './recurring-store.ts';

/** A page of the tasks that come again and again: the actor's own, the pool's, or all. */
export const listRecurring = query(ListRecurring, async (tx, _actor, { folder = 'open', ...asked }) => {
  const [page, waiting] = await Promise.all([
    pageOfRecurring(tx, { folder, ...asked }),
    countWaiting(tx, 'recurring_task'),
  ]);
  return { ...page, waiting };
});
