import { hourly } from '#kernel/job.ts';
import { remindNext } from './due-store.ts';

/** Who leaves, and the administrators, are told 30, 14, 7 and 1 days before a last day: by mail where there is a server for it. */
export const remindOfLastDay = hourly('last-day.remind', remindNext);
