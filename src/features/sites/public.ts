export { mayActAt } from './rules.ts';
export { readStanding, shareOnlySite } from './store.ts';
