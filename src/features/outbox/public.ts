export { clinicAddress } from './rules.ts';
export { openNotices, tell, tellEach } from './store.ts';
