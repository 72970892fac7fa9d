export { heldAt, type Moment, readMoment, standingOf, stood } from './access-store.ts';
export { effectsOf } from './preview-store.ts';
export { findRole } from './store.ts';
