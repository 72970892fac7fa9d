import { hourly } from '#kernel/job.ts';
import { warnNextOfExpiry } from './expiry-store.ts';

/** Whose sign-in ends within ten days gets a mail, once for each end. */
export const warnOfExpiry = hourly('credentials.warn-of-expiry', warnNextOfExpiry);
