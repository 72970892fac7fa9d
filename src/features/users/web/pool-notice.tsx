import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { useMay } from '#web/session.ts';
import { Notice } from '#web/ui/notice.tsx';
import { userWords } from '#web/words/users.ts';

const words = userWords.manage;

/** That work waits in the unassigned pool for too long, and the way to it; nothing while none does. */
export function PoolNotice({ overdue }: { readonly overdue: number }) {
  const may = useMay();
  if (overdue === 0) return null;
  return (
    <Notice
      tone="warn"
      title={words.poolWaits(overdue)}
      action={
        may('handover.list-pool') && (
          <Button component={Link} to="/admin/unassigned?show=overdue" size="xs" variant="default">
            {words.toPool}
          </Button>
        )
      }
    >
      {words.poolWhat}
    </Notice>
  );
}
