export { remindersFor } from './store.ts';
