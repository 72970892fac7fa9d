import { hourly } from '#kernel/job.ts';
import { tellNextOfBlockReview } from './review-store.ts';

/** On the day on which a block is to be looked at again its reviewer is told, and once a week while it goes on as it is. */
export const tellOfBlockReview = hourly('patient-sets.tell-of-block-review', tellNextOfBlockReview);
