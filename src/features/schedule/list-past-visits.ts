import { query } from '#kernel/query.ts';
import { countWaiting } from '../work/public.ts';
import { ownPermissions } from './store.ts';
import { ListPastVisits } from './visit-contract.ts';
import { pageOfVisits } from './visit-store.ts';

/** A page of the visits that wait to be closed out: one's own with those one covers, or everybody's. */
export const listPastVisits = query(ListPastVisits, async (tx, actor, wanted) => {
  const [page, waiting, permissions] = await Promise.all([
    pageOfVisits(tx, wanted),
    countWaiting(tx, 'appointment'),
    ownPermissions(tx, actor.id),
  ]);
  const may = (verb: string) => permissions.has(`schedule.${verb}`);
  return {
    ...page,
    waiting,
    may: { cancel: may('cancel-appointment'), mark: may('mark-appointment'), give: may('give-visit') },
  };
});
