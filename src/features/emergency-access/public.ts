export { openAccesses } from './store.ts';
