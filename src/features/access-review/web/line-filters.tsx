import { NativeSelect } from '@mantine/core';
import { ListChoice } from '#web/ui/list-choice.tsx';
import { accessReviewWords } from '#web/words/access-review.ts';
import { type Review, shows } from '../contract.ts';
import css from './access-review.module.css';
import { doneOf } from './progress.tsx';
import type { ReviewAddress } from './review-address.ts';

const words = accessReviewWords.page;

interface LineFiltersProps {
  readonly review: Review;
  readonly address: ReviewAddress;
  readonly onShow: (other: Partial<ReviewAddress>) => void;
}

/** Which lines stand below. Counts are those of the whole review, so none where only one’s own are shown. */
export function LineFilters({ review: { counts, matching }, address: { show, mine }, onShow }: LineFiltersProps) {
  const { all, done } = doneOf(counts);
  const countOf = { undecided: counts.undecided, handed: counts.handed, decided: done, all };
  return (
    <div className={css.bar}>
      <ListChoice
        label={words.filter}
        lists={shows.map((list) => ({
          list,
          label: words.shows[list],
          ...(mine ? {} : { count: countOf[list] }),
        }))}
        chosen={show}
        onChoose={(list) => onShow({ show: list })}
        said={accessReviewWords.users(matching)}
      />
      <NativeSelect
        aria-label={words.whose}
        value={mine ? 'mine' : 'all'}
        onChange={({ currentTarget }) => onShow({ mine: currentTarget.value === 'mine' })}
        data={[
          { value: 'mine', label: words.mine },
          { value: 'all', label: words.everybodys },
        ]}
      />
    </div>
  );
}
