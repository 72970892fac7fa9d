import { query } from '#kernel/query.ts';
import { ReadPlan } from './plan-contract.ts';
import { keptPlan, planHistory } from './plan-store.ts';

/** The plan kept for somebody's leaving, with each time it was changed. */
export const readPlan = query(ReadPlan, async (tx, _actor, { userId }) => {
  const kept = await keptPlan(tx, userId);
  if (!kept) return { kept: null };
  const { planId, ...told } = kept;
  return { kept: { ...told, history: await planHistory(tx, planId) } };
});
