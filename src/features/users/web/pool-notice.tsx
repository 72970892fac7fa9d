import { Button } from '@mantine/core';
import { Link } from 'react-router';
import type { ReadPool } from '#features/handover/contract.ts';
import type { Output } from '#kernel/contract.ts';
import { useMay } from '#web/session.ts';
import { Notice } from '#web/ui/notice.tsx';
import { TimeText } from '#web/ui/time-text.tsx';
import { userWords } from '#web/words/users.ts';

const words = userWords.manage;

/** That work waits in the unassigned pool for too long, since when, and the way to it; nothing while none does. */
export function PoolNotice({ kinds }: { readonly kinds: Output<typeof ReadPool>['kinds'] }) {
  const may = useMay();
  const late = kinds.filter(({ overdue }) => overdue > 0);
  const [oldest] = late.flatMap((kind) => kind.oldest ?? []).toSorted();
  if (late.length === 0) return null;
  return (
    <Notice
      tone="warn"
      title={words.poolWaits(late.reduce((sum, { overdue }) => sum + overdue, 0))}
      action={
        may('handover.list-pool') && (
          <Button component={Link} to="/admin/unassigned?show=overdue" size="xs" variant="default">
            {words.toPool}
          </Button>
        )
      }
    >
      {words.poolWhat}{' '}
      {oldest && (
        <>
          {words.oldest} <TimeText instant={oldest} within />.
        </>
      )}
    </Notice>
  );
}
