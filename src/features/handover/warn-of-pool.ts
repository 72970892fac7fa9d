import { hourly } from '#kernel/job.ts';
import { warnNextOfPool } from './alarm-store.ts';

/** Whoever may assign the pool is told when something waits there too long, once a week while it lasts. */
export const warnOfPool = hourly('handover.warn-of-pool', warnNextOfPool);
