export { openNotices, tell } from './store.ts';
