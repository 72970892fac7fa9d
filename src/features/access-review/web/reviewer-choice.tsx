import { Checkbox } from '@mantine/core';
import type { Id } from '#kernel/brand.ts';
import { Panel } from '#web/ui/panel.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { accessReviewWords } from '#web/words/access-review.ts';
import type { Preview } from '../contract.ts';
import css from './access-review.module.css';

const words = accessReviewWords.start;

interface ReviewerChoiceProps {
  readonly candidates: Preview['candidates'];
  readonly preview: Preview | undefined;
  readonly chosen: readonly Id<'user'>[];
  readonly onChoose: (ids: readonly Id<'user'>[]) => void;
}

/** Who reviews, and how many users each would get. */
export function ReviewerChoice({ candidates, preview, chosen, onChoose }: ReviewerChoiceProps) {
  const linesOf = (id: string) => preview?.shares.find(({ userId }) => userId === id)?.lines;
  return (
    <Panel
      title={words.reviewers}
      lead={candidates.length > 0 ? words.reviewersLead : words.nobodyMay}
      aside={preview && <b className="nowrap">{words.lines(preview.lines)}</b>}
    >
      <div className="stack">
        <ul className={css.choices}>
          {candidates.map(({ userId, name, type }) => {
            const lines = linesOf(userId);
            return (
              <li key={userId}>
                <Checkbox
                  label={`${name}, ${type}`}
                  checked={chosen.includes(userId)}
                  onChange={({ currentTarget }) =>
                    onChoose(currentTarget.checked ? [...chosen, userId] : chosen.filter((id) => id !== userId))
                  }
                />
                {lines !== undefined && <span className="nowrap">{words.lines(lines)}</span>}
              </li>
            );
          })}
        </ul>
        {preview?.nobodyFor ? (
          <Notice tone="warn" title={words.nobodyFor(preview.nobodyFor)} />
        ) : (
          preview && preview.within.length > 0 && <p className="small dim">{words.within(preview.within)}</p>
        )}
      </div>
    </Panel>
  );
}
