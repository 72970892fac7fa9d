import { Button } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { uiWords } from '../words/ui.ts';
import css from './pager.module.css';

interface PagerProps {
  /** Place of the first row shown, from 1. */
  readonly from: number;
  /** Place of the last row shown. */
  readonly to: number;
  /** Left out where it is not counted. */
  readonly total?: number | undefined;
  /** Left out on the first page. */
  readonly onPrevious?: (() => void) | undefined;
  /** Left out on the last page. */
  readonly onNext?: (() => void) | undefined;
}

// Only looks disabled: a button that is disabled under the focus would lose it.
const state = (act: (() => void) | undefined) =>
  act ? { onClick: act } : { 'data-disabled': true, 'aria-disabled': true };

/** One page forward or back below a table, for lists that are read piece by piece. */
export const Pager = ({ from, to, total, onPrevious, onNext }: PagerProps) => (
  <nav className={css.pager} aria-label={uiWords.pager.label}>
    <output className="small dim">{uiWords.pager.range(from, to, total)}</output>
    <span className={css.buttons}>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconChevronLeft size={15} aria-hidden />}
        {...state(onPrevious)}
      >
        {uiWords.pager.previous}
      </Button>
      <Button size="xs" variant="default" rightSection={<IconChevronRight size={15} aria-hidden />} {...state(onNext)}>
        {uiWords.pager.next}
      </Button>
    </span>
  </nav>
);
