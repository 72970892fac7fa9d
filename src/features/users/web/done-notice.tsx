import { useLocation } from 'react-router';
import { Notice } from '#web/ui/notice.tsx';
import type { DoneState as Done } from '#web/ui/leave-guard.tsx';

/** What a page leaves in the history for the one it leads to. */
export type DoneState = Done<{ readonly title: string; readonly text?: string }>;

/** What has just been done on the page one came from; gone with the next step. */
export function DoneNotice() {
  const { state } = useLocation() as { state: Partial<DoneState> | null };
  if (!state?.done) return null;
  return (
    <Notice tone="ok" title={state.done.title}>
      {state.done.text}
    </Notice>
  );
}
