import { IconCircleCheck, IconClockPause, IconLock, IconUserOff } from '@tabler/icons-react';
import { uiWords } from '../words/ui.ts';
import css from './status-badge.module.css';

const icons = { active: IconCircleCheck, locked: IconLock, away: IconClockPause, inactive: IconUserOff };
export type UserStatus = keyof typeof icons;

/** A user's status: always icon and word, the colour only adds. */
export function StatusBadge({ status }: { readonly status: UserStatus }) {
  const Icon = icons[status];
  return (
    <span className={css.badge} data-status={status}>
      <Icon size={14} aria-hidden />
      {uiWords.status[status]}
    </span>
  );
}
