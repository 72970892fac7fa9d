import type { ReactNode } from 'react';
import { userWords } from '#web/words/users.ts';

/** A fact with its label, in a `dl`; what was not given says so. */
export const Fact = ({ label, children }: { readonly label: string; readonly children: ReactNode }) => (
  <div>
    <dt>{label}</dt>
    <dd>{children || <span className="dim">{userWords.record.notGiven}</span>}</dd>
  </div>
);
