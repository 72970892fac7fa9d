import { Button } from '@mantine/core';
import { useState } from 'react';
import { useMay } from '#web/session.ts';
import { SaveBar } from '#web/ui/section-form.tsx';
import { accessReviewWords } from '#web/words/access-review.ts';
import type { Review } from '../contract.ts';
import { CloseReviewDialog } from './close-review-dialog.tsx';
import { doneOf } from './progress.tsx';
import { type Decisions, decidable } from './use-decisions.ts';

const words = accessReviewWords.page;

interface ReviewBarProps {
  readonly review: Review;
  readonly decisions: Decisions;
}

/** Stays in sight: how far the review is, what is chosen, and the way to its end. */
export function ReviewBar({ review, decisions }: ReviewBarProps) {
  const may = useMay()('access-review.close-review');
  const [closing, setClosing] = useState(false);
  if (review.closedAt) return null;
  const { all, done } = doneOf(review.counts);
  const chosen = review.lines.filter((line) => decisions.chosen.has(line.userId) && decidable(line, review)).length;
  const said = all === done ? words.allDecided : words.bar(done, all, review.mine);
  const who = review.mayClose ? '' : ` ${words.onlyStarter(review.startedBy.name)}`;
  return (
    <SaveBar said={`${said}${who}`}>
      {chosen > 0 && (
        <Button loading={decisions.busy} onClick={() => void decisions.confirmChosen()}>
          {words.confirmChosen(chosen)}
        </Button>
      )}
      {may && review.mayClose && (
        <Button variant={all === done ? 'filled' : 'default'} onClick={() => setClosing(true)}>
          {words.close}
        </Button>
      )}
      {closing && (
        <CloseReviewDialog
          name={review.name}
          waiting={all - done}
          decisions={decisions}
          onClose={() => setClosing(false)}
        />
      )}
    </SaveBar>
  );
}
