import { hourly } from '#kernel/job.ts';
import { remindNext } from './due-store.ts';

/** Who leaves, and the administrators, get a mail 30, 14, 7 and 1 days before a last day. */
export const remindOfLastDay = hourly('last-day.remind', remindNext);
