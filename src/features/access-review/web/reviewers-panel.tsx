import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useMay } from '#web/session.ts';
import { Dialog } from '#web/ui/dialog.tsx';
import { Panel } from '#web/ui/panel.tsx';
import { PersonChip } from '#web/ui/person-chip.tsx';
import { accessReviewWords } from '#web/words/access-review.ts';
import type { Review } from '../contract.ts';
import css from './access-review.module.css';
import type { Decisions } from './use-decisions.ts';

const words = accessReviewWords.reviewers;
type Reviewer = Review['reviewers'][number];

interface ReviewersPanelProps {
  readonly review: Review;
  readonly decisions: Decisions;
}

/** Who decides, and how much of it is left; what is left can be given to somebody else. */
export function ReviewersPanel({ review, decisions }: ReviewersPanelProps) {
  const may = useMay()('access-review.give-lines');
  const [giving, setGiving] = useState<Reviewer>();
  const gives = may && review.closedAt === null;
  return (
    <Panel title={words.title}>
      <ul className={css.reviewers}>
        {review.reviewers.map((reviewer) => {
          const { userId, name, deactivated, lines, waiting } = reviewer;
          return (
            <li key={userId}>
              <PersonChip name={name} deactivated={deactivated} detail={words.waiting(waiting, lines)} />
              {gives && waiting > 0 && (
                <Button
                  size="compact-sm"
                  variant="subtle"
                  aria-label={words.giveNamed(name)}
                  onClick={() => setGiving(reviewer)}
                >
                  {words.give}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      {giving && (
        <GiveDialog reviewer={giving} review={review} decisions={decisions} onClose={() => setGiving(undefined)} />
      )}
    </Panel>
  );
}

interface GiveDialogProps extends ReviewersPanelProps {
  readonly reviewer: Reviewer;
  readonly onClose: () => void;
}

function GiveDialog({ reviewer, review, decisions, onClose }: GiveDialogProps) {
  const [to, setTo] = useState('');
  const others = review.candidates.filter(({ userId }) => userId !== reviewer.userId);
  const chosen = others.find(({ userId }) => userId === to);
  const give = async () => {
    if (!chosen) return;
    await decisions.give(reviewer.userId, chosen);
    onClose();
  };
  return (
    <Dialog opened onClose={onClose} title={words.dialog(reviewer.name)} size={460} closeLabel={words.close}>
      <div className="stack">
        <p>{words.lead(reviewer.waiting)}</p>
        <NativeSelect
          label={words.to}
          value={to}
          onChange={({ currentTarget }) => setTo(currentTarget.value)}
          data={[
            { value: '', label: words.choose },
            ...others.map(({ userId, name }) => ({ value: userId, label: name })),
          ]}
        />
        <div className="row">
          <Button disabled={!chosen} loading={decisions.busy} onClick={() => void give()}>
            {words.action}
          </Button>
          <Button variant="default" onClick={onClose}>
            {accessReviewWords.cancel}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
