import { Button } from '@mantine/core';
import { Fragment } from 'react';
import { Link } from 'react-router';
import type { Output } from '#kernel/contract.ts';
import type { ListWaiting } from '#features/handover/contract.ts';
import { useMay } from '#web/session.ts';
import { Notice } from '#web/ui/notice.tsx';
import { TimeText } from '#web/ui/time-text.tsx';
import { userWords } from '#web/words/users.ts';

const words = userWords.manage;
export type Waiting = Output<typeof ListWaiting>['waiting'];

/** Somebody who cannot sign in still holds work, which nobody is doing: whose waits longest, and the way to hand each over. */
export function WaitingNotice({ waiting }: { readonly waiting: Waiting }) {
  const may = useMay();
  const [first, ...others] = waiting.toSorted((a, b) => (a.oldest ?? 'z').localeCompare(b.oldest ?? 'z'));
  if (!first) return null;
  const locked = others.filter((one) => one.locked);
  const without = others.filter((one) => !one.locked);
  const items = locked.reduce((sum, one) => sum + one.items, 0);
  const wayTo = (userId: string) => `/admin/users/${userId}/deactivate`;
  const mayHandOver = may('handover.deactivate-user');
  return (
    <Notice
      tone="warn"
      title={(first.locked ? words.waiting : words.waitingWithout)(first.name, first.items)}
      action={
        mayHandOver && (
          <Button component={Link} to={wayTo(first.userId)} size="xs" variant="default">
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
      {locked.length > 0 && (
        <>
          {words.waitingMore(locked.length, items)} <Link to="/admin/users?list=locked">{words.showLocked}</Link>{' '}
        </>
      )}
      {without.length > 0 && (
        <>
          {words.withoutRecord}{' '}
          {without.map(({ userId, name, items: held }, n) => (
            <Fragment key={userId}>
              {n > 0 && ', '}
              {mayHandOver ? <Link to={wayTo(userId)}>{name}</Link> : name} {words.andHolds(held)}
            </Fragment>
          ))}
        </>
      )}
    </Notice>
  );
}
