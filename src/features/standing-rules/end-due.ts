import { hourly } from '#kernel/job.ts';
import { endNextRule } from './store.ts';

/** A rule whose last day is over ends: nobody has to hand it over. */
export const endDue = hourly('standing-rules.end-due', endNextRule);
