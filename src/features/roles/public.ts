export { effectsOf } from './preview-store.ts';
export { findRole } from './store.ts';
