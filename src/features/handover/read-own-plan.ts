import { query } from '#kernel/query.ts';
import { ReadOwnPlan } from './plan-contract.ts';
import { keptPlan } from './plan-store.ts';
import { listSites } from './store.ts';

/** The plan for one's own leaving; there is none to see before it is given. */
export const readOwnPlan = query(ReadOwnPlan, async (tx, actor) => {
  const [kept, sites] = await Promise.all([keptPlan(tx, actor.id), listSites(tx)]);
  if (!kept?.givenAt) return { kept: null, sites: [] };
  const { plan, version, savedBy, savedAt, givenAt, checkedAt, comment } = kept;
  return { kept: { plan, version, savedBy, savedAt, givenAt, checkedAt, comment }, sites };
});
