import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import css from './tag.module.css';

interface TagProps {
  readonly children: ReactNode;
  readonly icon?: Icon;
  readonly tone?: 'plain' | 'brand' | 'ok' | 'warn' | 'bad' | 'away';
}

/** A small fact beside something: a word, with an icon where it helps. For a user's status use StatusBadge. */
export const Tag = ({ children, icon: TagIcon, tone = 'plain' }: TagProps) => (
  <span className={css.tag} data-tone={tone}>
    {TagIcon && <TagIcon size={13} aria-hidden />}
    {children}
  </span>
);
