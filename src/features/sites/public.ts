export { mayActAt, mayHoldAt } from './rules.ts';
export { ownSites, readStanding, shareOnlySite } from './store.ts';
