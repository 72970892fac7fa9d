import { Button } from '@mantine/core';
import { useEffect } from 'react';
import { useBlocker } from 'react-router';
import { Dialog } from '#web/ui/dialog.tsx';
import { userWords } from '#web/words/users.ts';

const words = userWords.form;

/** Travels with the step that follows saving: nothing is lost by it. */
export interface SavedState {
  readonly saved: true;
}

interface LeaveGuardProps {
  /** Something would be lost by leaving. */
  readonly dirty: boolean;
}

const isSaved = (state: unknown) => (state as Partial<SavedState> | null)?.saved === true;

/** Asks before a page with something entered on it is left. */
export function LeaveGuard({ dirty }: LeaveGuardProps) {
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      dirty && !isSaved(nextLocation.state) && currentLocation.pathname !== nextLocation.pathname,
  );
  useEffect(() => {
    const leaving = (event: BeforeUnloadEvent) => {
      if (dirty) event.preventDefault();
    };
    globalThis.addEventListener('beforeunload', leaving);
    return () => globalThis.removeEventListener('beforeunload', leaving);
  }, [dirty]);
  const stay = () => blocker.reset?.();
  return (
    <Dialog
      opened={blocker.state === 'blocked'}
      onClose={stay}
      title={words.leaveTitle}
      size={420}
      closeLabel={words.stayHere}
    >
      <div className="stack">
        <p>{words.leaveWhy}</p>
        <div className="row">
          <Button onClick={stay}>{words.stay}</Button>
          <Button variant="default" onClick={() => blocker.proceed?.()}>
            {words.leave}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
