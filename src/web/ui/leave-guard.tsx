import { Button } from '@mantine/core';
import { useEffect } from 'react';
import { useBlocker } from 'react-router';
import { Dialog } from './dialog.tsx';

/** What a page leaves in the history for the one it leads to: what was done, in a sentence. */
export interface DoneState {
  readonly done: string;
}

interface LeaveGuardProps {
  /** Something would be lost. */
  readonly dirty: boolean;
  readonly words: {
    readonly title: string;
    readonly why: string;
    readonly stay: string;
    readonly close: string;
    readonly leave: string;
  };
}

/** Asks before a page with something entered on it is left, unless the way leads on from what was done (`DoneState`). */
export function LeaveGuard({ dirty, words }: LeaveGuardProps) {
  const blocker = useBlocker(({ currentLocation, nextLocation }) => {
    const done = (nextLocation.state as Partial<DoneState> | null)?.done !== undefined;
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
        <p>{words.why}</p>
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
