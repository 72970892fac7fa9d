import { Button } from '@mantine/core';
import { IconAdjustmentsHorizontal } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { uiWords } from '../words/ui.ts';
import css from './filter-bar.module.css';

interface FilterBarProps {
  readonly label: string;
  /** The one filter that most people use: the keyword. Always in sight. */
  readonly first: ReactNode;
  /** The others. On small screens they fold behind a button. */
  readonly children?: ReactNode;
  /** What is shown now, in words. */
  readonly said?: ReactNode;
}

/** Filters above a table, acting while typing. */
export function FilterBar({ label, first, children, said }: FilterBarProps) {
  const [open, setOpen] = useState(false);
  return (
    <search className={css.bar} aria-label={label}>
      <form onSubmit={(event) => event.preventDefault()}>
        <div className={css.fields}>
          <div className={css.first}>{first}</div>
          {children && (
            <>
              <Button
                variant="default"
                className={css.fold}
                leftSection={<IconAdjustmentsHorizontal size={16} />}
                aria-expanded={open}
                onClick={() => setOpen(!open)}
              >
                {uiWords.filters}
              </Button>
              <div className={css.rest} data-open={open}>
                {children}
              </div>
            </>
          )}
        </div>
        {said && (
          <div className={css.said} aria-live="polite">
            {said}
          </div>
        )}
      </form>
    </search>
  );
}
