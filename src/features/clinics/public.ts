export { clinicAt } from './store.ts';
