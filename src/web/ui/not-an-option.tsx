import type { ReactNode } from 'react';

/** What an open list says when it has nothing to choose: a list may only hold options, so it is one that cannot be chosen. */
export const NotAnOption = ({ children }: { readonly children: ReactNode }) => (
  // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- `option` belongs to `select`; this list is the library's own
  <span role="option" aria-disabled aria-selected={false}>
    {children}
  </span>
);
