import { shellWords } from '../words/shell.ts';
import css from './count.module.css';

/** How much waits behind a tab or a menu item; nothing when nothing does. */
export const Count = ({ value = 0 }: { readonly value?: number | undefined }) =>
  value > 0 ? (
    <>
      {' '}
      <span className={css.count}>
        {value > 999 ? '999+' : value} <span className="said">{shellWords.waiting}</span>
      </span>
    </>
  ) : null;
