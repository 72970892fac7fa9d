export type { PlanRule } from './contract.ts';
export { deactivateUser } from './deactivate-user.ts';
export { eachIsAsked } from './never-asked.ts';
export { drawPlan } from './plan.ts';
export { chainOf, keptPlan, standingOf } from './plan-store.ts';
export { canSucceed, endsSomewhere, staysLonger, successorsOf } from './rules.ts';
export { countOpenWork } from './store.ts';
