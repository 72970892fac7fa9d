import { accessReviewWords as words } from '#web/words/access-review.ts';
import { type Counts, waiting } from '../contract.ts';
import css from './access-review.module.css';

/** How many lines there are, and how many of them are done with. */
export function doneOf(counts: Counts): { readonly all: number; readonly done: number } {
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return { all, done: waiting.reduce((left, state) => left - counts[state], all) };
}

/** How far a review is, as a bar and in words. */
export function Progress({ counts }: { readonly counts: Counts }) {
  const { all, done } = doneOf(counts);
  return (
    <span className={css.progress}>
      <span className="small">{words.progress(done, all)}</span>
      <span className={css.track} aria-hidden>
        <span style={{ width: `${all === 0 ? 0 : (done / all) * 100}%` }} />
      </span>
    </span>
  );
}
