import { query } from '#kernel/query.ts';
import { countWaiting } from '../work/public.ts';
import { ListRecurring } from './contract.ts';
import { countDue, pageOfRecurring } from './recurring-store.ts';

/** A page of what is sent again and again, the actor's own or all; and how many are due. */
export const listRecurring = query(ListRecurring, async (tx, _actor, { folder = 'open', ...asked }) => {
  const [page, waiting, due] = await Promise.all([
    pageOfRecurring(tx, { folder, ...asked }),
    countWaiting(tx, 'recurring_questionnaire'),
    countDue(tx),
  ]);
  return { ...page, waiting, due };
});
