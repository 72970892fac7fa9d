import { Button } from '@mantine/core';
import { Link } from 'react-router';
import type { Output } from '#kernel/contract.ts';
import { formatDay } from '#web/ui/calendar.ts';
import { useClinic } from '#web/ui/clinic-context.ts';
import { Notice } from '#web/ui/notice.tsx';
import { outsideChecklistWords as words } from '#web/words/outside-checklist.ts';
import type { ListOverdue } from '../contract.ts';

export type Overdue = Output<typeof ListOverdue>['overdue'];

/** Something outside should have been done since somebody left: whose list is late longest, and the way to it. */
export function OverdueNotice({ overdue }: { readonly overdue: Overdue }) {
  const { locale } = useClinic();
  const [first, ...others] = overdue;
  if (!first) return null;
  return (
    <Notice
      tone="warn"
      title={words.notice(first.name, first.lines)}
      action={
        <Button component={Link} to={`/admin/users/${first.userId}/outside-checklist`} size="xs" variant="default">
          {words.openList}
        </Button>
      }
    >
      {words.noticeSince(formatDay(first.since, locale, 'year'))}
      {others.length > 0 && ` ${words.noticeMore(others.length)}`}
    </Notice>
  );
}
