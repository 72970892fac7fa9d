import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { listWords as words } from '../words/lists.ts';
import css from './pager.module.css';

interface FirstAndMoreProps {
  /** The address of the first page; left out on it. */
  readonly first: string | undefined;
  /** The address of the next page; left out on the last. */
  readonly more: string | undefined;
  readonly firstLabel?: string;
  /** What comes next in the order of the list: “Earlier absences”. */
  readonly moreLabel?: string;
}

/** Below a list that is read page by page and does not count: on to the next page, or back to the first. */
export const FirstAndMore = ({ first, more, firstLabel = words.first, moreLabel = words.more }: FirstAndMoreProps) =>
  (first ?? more) && (
    <nav className={css.firstAndMore} aria-label={words.pages}>
      {first && (
        <Button size="xs" variant="default" component={Link} to={first}>
          {firstLabel}
        </Button>
      )}
      {more && (
        <Button size="xs" variant="default" component={Link} to={more}>
          {moreLabel}
        </Button>
      )}
    </nav>
  );
