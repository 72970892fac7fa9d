import { Button } from '@mantine/core';
import { Link } from 'react-router';
import type { Output } from '#kernel/contract.ts';
import type { ListWaiting } from '#features/handover/contract.ts';
import { useMay } from '#web/session.ts';
import { Notice } from '#web/ui/notice.tsx';
import { TimeText } from '#web/ui/time-text.tsx';
import { userWords } from '#web/words/users.ts';

const words = userWords.manage;
export type Waiting = Output<typeof ListWaiting>['waiting'];

/** Somebody locked still holds work, which nobody is doing: who waits longest, and the way to hand it over. */
export function WaitingNotice({ waiting }: { readonly waiting: Waiting }) {
  const may = useMay();
  const [first, ...others] = waiting.toSorted((a, b) => (a.oldest ?? '~').localeCompare(b.oldest ?? '~'));
  if (!first) return null;
  const items = others.reduce((sum, one) => sum + one.items, 0);
  return (
    <Notice
      tone="warn"
      title={words.waiting(first.name, first.items)}
      action={
        may('handover.deactivate-user') && (
          <Button component={Link} to={`/admin/users/${first.userId}/deactivate`} size="xs" variant="default">
            {words.handOver}
          </Button>
        )
      }
    >
      {first.oldest && (
        <>
          {words.oldest} <TimeText instant={first.oldest} within />.{' '}
        </>
      )}
      {others.length > 0 && (
        <>
          {words.waitingMore(others.length, items)} <Link to="/admin/users?list=locked">{words.showLocked}</Link>
        </>
      )}
    </Notice>
  );
}
