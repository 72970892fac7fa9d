export type { PlanRule } from './contract.ts';
export { deactivateUser } from './deactivate-user.ts';
export { drawPlan } from './plan.ts';
export { keptPlan } from './plan-store.ts';
export { canSucceed, successorsOf } from './rules.ts';
export { countOpenWork } from './store.ts';
