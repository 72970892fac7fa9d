export { addArrivedTask } from './store.ts';
