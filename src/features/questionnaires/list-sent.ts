import { query } from '#kernel/query.ts';
import { countWaiting } from '../work/public.ts';
import { ListSent } from './contract.ts';
import { pageOfSent } from './sent-store.ts';

/** A page of what awaits an answer for the actor, or of all that was sent. */
export const listSent = query(ListSent, async (tx, _actor, { folder = 'open', ...asked }) => {
  const [page, waiting] = await Promise.all([
    pageOfSent(tx, { folder, ...asked }),
    countWaiting(tx, 'sent_questionnaire'),
  ]);
  return { ...page, waiting };
});
