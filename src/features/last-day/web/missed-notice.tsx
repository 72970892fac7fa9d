import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { Notice } from '#web/ui/notice.tsx';
import { lastDayWords as words } from '#web/words/last-day.ts';
import type { LastDay } from '../contract.ts';
import { sayCode } from './say-code.ts';
import { sayWork } from './say-work.ts';

interface MissedNoticeProps {
  readonly userId: string;
  readonly missed: NonNullable<LastDay['missed']>;
}

/** The day came and the plan was not complete: what was missing, and the way to finish. */
export const MissedNotice = ({ userId, missed: { code, left } }: MissedNoticeProps) => (
  <Notice
    tone="bad"
    title={words.missedTitle}
    action={
      <Button component={Link} to={`/admin/users/${userId}/deactivate`} size="xs" variant="default">
        {words.finish}
      </Button>
    }
  >
    {left.length > 0 ? words.missedWhat(sayWork(left)) : sayCode(code)}
  </Notice>
);
