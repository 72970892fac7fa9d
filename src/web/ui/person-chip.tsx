import { IconUserOff } from '@tabler/icons-react';
import { uiWords } from '../words/ui.ts';
import css from './person-chip.module.css';
import { Tag } from './tag.tsx';

interface PersonChipProps {
  readonly name: string;
  readonly detail?: string | undefined;
  readonly deactivated?: boolean | undefined;
  readonly size?: 'sm' | 'md';
}

/** The first letters of the first and the last name; a title is no name. */
export function initialsOf(name: string): string {
  const words = name.replace(/^Dr\.? /, '').split(/\s+/);
  const ends = words.length > 1 ? [words.at(0), words.at(-1)] : words;
  return ends.map((word) => /^./u.exec(word ?? '')?.[0] ?? '').join('');
}

/** A person wherever one is named. A leaver's name carries "User Deactivated" and keeps standing in history. */
export const PersonChip = ({ name, detail, deactivated, size = 'md' }: PersonChipProps) => (
  <span className={css.chip} data-size={size} data-off={deactivated}>
    <span className={css.initials} aria-hidden="true">
      {initialsOf(name)}
    </span>
    <span className={css.words}>
      <span className={css.name}>{name}</span>
      {deactivated && <Tag icon={IconUserOff}>{uiWords.userDeactivated}</Tag>}
      {detail && <span className={css.detail}>{detail}</span>}
    </span>
  </span>
);
