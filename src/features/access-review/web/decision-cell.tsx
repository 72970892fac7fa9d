import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { useMay } from '#web/session.ts';
import { Tag } from '#web/ui/tag.tsx';
import { TimeText } from '#web/ui/time-text.tsx';
import { accessReviewWords } from '#web/words/access-review.ts';
import type { Line, Review } from '../contract.ts';
import css from './access-review.module.css';
import { type Decisions, decidable } from './use-decisions.ts';

const words = accessReviewWords.page;
const tones = { confirmed: 'ok', ended: 'bad', out: 'bad', handed: 'warn', left: 'plain', undecided: 'plain' } as const;

interface DecisionCellProps {
  readonly line: Line;
  readonly review: Review;
  readonly decisions: Decisions;
}

/** What is to be decided, or what was, by whom, when and why. */
export function DecisionCell({ line, review, decisions }: DecisionCellProps) {
  if (decidable(line, review)) {
    return (
      <span className={css.decision}>
        <Button
          size="xs"
          variant="light"
          data-confirm={line.userId}
          aria-label={words.confirmNamed(line.name)}
          onClick={() => void decisions.confirm(line)}
        >
          {words.confirm}
        </Button>
        <Button
          size="xs"
          variant="subtle"
          color="brick"
          aria-label={words.endNamed(line.name)}
          onClick={() => decisions.setEnding(line)}
        >
          {words.end}
        </Button>
      </span>
    );
  }
  return <Decided line={line} review={review} decisions={decisions} />;
}

function Decided({ line, review, decisions }: DecisionCellProps) {
  const may = useMay();
  const { state, outcome, reviewer, decidedAt, reason, endedRoles, endedSites, userId, name } = line;
  const ended = [...endedRoles, ...endedSites];
  const open = review.closedAt === null;
  const takesBack = open && line.mine && (state === 'confirmed' || state === 'handed');
  return (
    <span className={css.two}>
      <span className={css.decision}>
        <Tag tone={tones[state]}>{state === 'out' && outcome ? words.outcomes[outcome] : words.states[state]}</Tag>
        {ended.length > 0 && <span>{accessReviewWords.list(ended)}</span>}
      </span>
      {decidedAt ? (
        <span className="small dim">
          {words.by(reviewer)}, <TimeText instant={decidedAt} within />
        </span>
      ) : (
        <span className="small dim">{words.for(reviewer)}</span>
      )}
      {reason && <span className="small">{reason}</span>}
      {(takesBack || (open && state === 'handed')) && (
        <span className={css.decision}>
          {state === 'handed' && may('handover.deactivate-user') && may('handover.preview-deactivation') && (
            <Button
              component={Link}
              to={`/admin/users/${userId}/deactivate`}
              size="compact-sm"
              variant="light"
              color="brick"
              aria-label={words.deactivateNamed(name)}
            >
              {words.deactivate}
            </Button>
          )}
          {takesBack && (
            <Button
              size="compact-sm"
              variant="subtle"
              aria-label={words.takeBackNamed(name)}
              onClick={() => void decisions.takeBack(line)}
            >
              {words.takeBack}
            </Button>
          )}
        </span>
      )}
    </span>
  );
}
