import { Button } from '@mantine/core';
import { Link } from 'react-router';
import type { Output } from '#kernel/contract.ts';
import { useClinic } from '#web/ui/clinic-context.ts';
import { Notice } from '#web/ui/notice.tsx';
import { sayTimeWithin } from '#web/ui/time-text.tsx';
import { lastDayWords } from '#web/words/last-day.ts';
import type { ListLeaving } from '../contract.ts';

const words = lastDayWords.notice;
export type Leaving = Output<typeof ListLeaving>['leaving'];

/** Whoever was locked on their last day waits among the locked. */
export const isNear = ({ missed }: Leaving[number]): boolean => !missed;

/** Whose last day is near, soonest first, and whether a plan is kept for the open work. */
export function LeavingNotice({ leaving }: { readonly leaving: Leaving }) {
  const clinic = useClinic();
  const near = leaving.filter(isNear);
  const [first, ...others] = near;
  if (!first) return null;
  const { userId, name, endsAt, passed, planned, items } = first;
  return (
    <Notice
      tone={items === 0 || planned ? 'info' : 'warn'}
      title={(passed ? words.passed : words.soon)(name, sayTimeWithin(endsAt, clinic))}
      action={
        <Button component={Link} to={`/admin/users/${userId}/last-day`} size="xs" variant="default">
          {words.open}
        </Button>
      }
    >
      {items === 0 ? words.nothing : planned ? words.planned : words.unplanned(items)}
      {others.length > 0 && ` ${words.more(others.length)}`}
    </Notice>
  );
}
