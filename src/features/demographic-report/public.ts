export { matching } from './criteria-store.ts';
