import { Button } from '@mantine/core';
import { useEffect } from 'react';
import { useBlocker } from 'react-router';
import { actWords } from '../words/acts.ts';
import { Dialog } from './dialog.tsx';

const words = actWords.leave;

/** What a page leaves in the history for the one it leads to: what was done, in a sentence or more. */
export interface DoneState<Said = string> {
  readonly done: Said;
}

interface LeaveGuardProps {
  /** Something would be lost. */
  readonly dirty: boolean;
  /** What that is, where it is not the page's own fields. */
  readonly why?: string;
}

/** Asks before a page with something entered on it is left, unless the way leads on from what was done (`DoneState`). */
export function LeaveGuard({ dirty, why = words.why }: LeaveGuardProps) {
  const blocker = useBlocker(({ currentLocation, nextLocation }) => {
    const done = (nextLocation.state as Partial<DoneState<unknown>> | null)?.done !== undefined;
    return dirty && !done && currentLocation.pathname !== nextLocation.pathname;
  });
  useEffect(() => {
    const leaving = (event: BeforeUnloadEvent) => {
      if (dirty) event.preventDefault();
    };
    globalThis.addEventListener('beforeunload', leaving);
    return () => globalThis.removeEventListener('beforeunload', leaving);
  }, [dirty]);
  const stay = () => blocker.reset?.();
  return (
    <Dialog opened={blocker.state === 'blocked'} onClose={stay} title={words.title} size={420} closeLabel={words.close}>
      <div className="stack">
        <p>{why}</p>
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
