import { query } from '#kernel/query.ts';
import { countWaiting } from '../work/public.ts';
import { ListPrescriptions } from './contract.ts';
import { pageOfPrescriptions } from './read-store.ts';

/** A page of what one must sign, or of all. */
export const listPrescriptions = query(ListPrescriptions, async (tx, _actor, { folder = 'open', status, after }) => {
  const [page, waiting] = await Promise.all([
    pageOfPrescriptions(tx, { folder, status, after }),
    countWaiting(tx, 'prescription'),
  ]);
  return { ...page, waiting };
});
