import { query } from '#kernel/query.ts';
import { countWaiting } from '../work/public.ts';
import { ListMrpPatients } from './contract.ts';
import { pageOfMrpPatients } from './mrp-store.ts';

/** A page of the patients whose MRP one is, or of those who have none. */
export const listMrpPatients = query(ListMrpPatients, async (tx, actor, { folder = 'open', name = '', after }) => {
  const [page, waiting] = await Promise.all([
    pageOfMrpPatients(tx, actor.id, { folder, name: name.trim(), after }),
    countWaiting(tx, 'mrp_patient'),
  ]);
  return { ...page, waiting };
});
