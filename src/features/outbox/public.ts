export { openNotices, tell, tellEach } from './store.ts';
