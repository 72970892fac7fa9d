import { query } from '#kernel/query.ts';
import { ListPlans } from './plan-contract.ts';
import { latestPlans } from './plan-store.ts';

/** Plans that another one can begin with. */
export const listPlans = query(ListPlans, async (tx) => ({ plans: await latestPlans(tx) }));
