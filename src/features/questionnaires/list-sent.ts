import { query } from '#kernel/query.ts';
import { countWaiting } from '../work/public.ts';
import { ListSent } from './contract.ts';
import { pageOfSent } from './sent-store.ts';

/** A page of what awaits an answer for the actor, or of all that was sent. */
export const listSent = query(ListSent, async (tx, _actor, { folder = 'open', status, after }) => {
  const [page, waiting] = await Promise.all([
    pageOfSent(tx, { folder, status, after }),
    countWaiting(tx, 'sent_questionnaire'),
  ]);
  return { ...page, waiting };
});
