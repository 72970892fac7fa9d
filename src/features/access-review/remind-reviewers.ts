import { hourly } from '#kernel/job.ts';
import { remindNextReviewer } from './reminder-store.ts';

/** Reviewers with lines undecided get a mail three days before the due date, and every week after it. */
export const remindReviewers = hourly('access-review.remind-reviewer', remindNextReviewer);
