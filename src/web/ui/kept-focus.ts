import { useEffect, useRef } from 'react';

/** A dialog that closes gives the focus back first. */
const SETTLED_MS = 60;

/** To the heading of the dialog or page, where an act took away what had the focus: the keyboard goes on from there. */
function keepFocus(): void {
  if (document.activeElement && document.activeElement !== document.body) return;
  const heading = document.querySelector<HTMLElement>('[role="dialog"] h2') ?? document.querySelector('h1');
  if (!heading) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
}

/** Looks after the focus each time something that was under way has ended. */
export function useKeptFocus(busy: boolean): void {
  const was = useRef(busy);
  useEffect(() => {
    const ended = was.current && !busy;
    was.current = busy;
    if (!ended) return undefined;
    const timer = setTimeout(keepFocus, SETTLED_MS);
    return () => clearTimeout(timer);
  }, [busy]);
}
