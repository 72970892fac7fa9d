import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { useMay } from '#web/session.ts';
import { useClinic } from '#web/ui/clinic-context.ts';
import { Notice } from '#web/ui/notice.tsx';
import { sayTimeWithin, TimeText } from '#web/ui/time-text.tsx';
import { userWords } from '#web/words/users.ts';
import type { UserRecord } from '../contract.ts';
import { nameOf } from './user-draft.ts';

const words = userWords.record;

interface StatusNoticeProps {
  readonly user: UserRecord;
  /** Left out for who may not. */
  readonly onUnlock: (() => void) | undefined;
  readonly busy: boolean;
}

/** Why a user cannot sign in just now, and the way to end that. Nothing for most. */
export function StatusNotice({ user, onUnlock, busy }: StatusNoticeProps) {
  const clinic = useClinic();
  const may = useMay();
  const name = nameOf(user);
  const unlock = onUnlock && (
    <Button size="xs" variant="default" onClick={onUnlock} loading={busy}>
      {words.unlock}
    </Button>
  );
  if (user.status === 'inactive') return <Notice title={words.left(name)}>{words.leftWhat}</Notice>;
  if (user.status === 'locked') {
    return (
      <Notice
        tone="warn"
        title={words.lockedWhy(user.lockedReason ?? '')}
        action={
          <span className="row">
            {may('absences.add-absence') && (
              <Button
                size="xs"
                variant="default"
                component={Link}
                to={`/admin/absences/add?${new URLSearchParams({ user: user.userId, reason: 'other', from: clinic.today })}`}
              >
                {words.lendHand}
              </Button>
            )}
            {unlock}
          </span>
        }
      >
        {words.lockedWhat(name)}
      </Notice>
    );
  }
  if (!user.heldUntil && user.lastDayAt) {
    return <Notice title={words.lastDay(sayTimeWithin(user.lastDayAt, clinic))}>{words.lastDayWhat}</Notice>;
  }
  if (!user.heldUntil) return null;
  return (
    <Notice tone="warn" title={words.held} action={unlock}>
      {words.heldUntil} <TimeText instant={user.heldUntil} />.
    </Notice>
  );
}
