import type { Feature } from '#kernel/http.ts';
import { closeReview } from './close-review.ts';
import { confirmLines } from './confirm-lines.ts';
import { endAccess } from './end-access.ts';
import { giveLines } from './give-lines.ts';
import { handToDeactivate } from './hand-to-deactivate.ts';
import { listReviews } from './list-reviews.ts';
import { makeDocument } from './make-document.ts';
import { previewReview } from './preview-review.ts';
import { readReview } from './read-review.ts';
import { remindReviewers } from './remind-reviewers.ts';
import { startReview } from './start-review.ts';
import { takeBackDecision } from './take-back-decision.ts';

export const accessReview: Feature = {
  commands: [
    startReview,
    confirmLines,
    endAccess,
    handToDeactivate,
    takeBackDecision,
    giveLines,
    closeReview,
    makeDocument,
  ],
  queries: [listReviews, previewReview, readReview],
  jobs: [remindReviewers],
};
