export { checkCriteria, recorded } from './checked.ts';
export { matching } from './criteria-store.ts';
export { countReport, fingerprintOf, shownIds } from './store.ts';
