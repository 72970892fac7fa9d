export type { PlanRule } from './contract.ts';
export { deactivateUser } from './deactivate-user.ts';
export { drawPlan } from './plan.ts';
export { chainOf, keptPlan } from './plan-store.ts';
export { canSucceed, endsSomewhere, staysLonger, successorsOf } from './rules.ts';
export { countOpenWork } from './store.ts';
