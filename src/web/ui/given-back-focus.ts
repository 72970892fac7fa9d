import { useLayoutEffect, useState } from 'react';

/** What closes may be followed by another dialog or another page, which takes the focus itself. */
const SETTLED_MS = 20;

/** The dialogs that are open, each with what had the focus before it, the nearest first. */
const dialogs: (readonly Element[])[] = [];

const canTakeIt = (element: Element): element is HTMLElement =>
  element instanceof HTMLElement && element.isConnected && element !== document.body && !element.matches(':disabled');

/** To what opened the dialog or, where that is gone, what opened the dialog it was opened from, or the page's heading. */
function giveBack(openers: readonly Element[], whenClosed: Element | null): void {
  const now = document.activeElement;
  const stillInside = now === whenClosed && now?.closest('[role="dialog"]');
  if (now && now !== document.body && !stillInside) return;
  const heading = document.querySelector<HTMLElement>('[role="dialog"] h2') ?? document.querySelector('h1');
  const target = openers.find(canTakeIt) ?? heading;
  if (target === heading && heading) heading.tabIndex = -1;
  target?.focus({ preventScroll: true });
}

function noteOpeners(): readonly Element[] {
  const opener = document.activeElement;
  return [...(opener ? [opener] : []), ...(dialogs.at(-1) ?? [])];
}

/** Notes where the focus was before a dialog took it, and gives it back when the dialog closes or is taken away. */
export function GiveBackFocus() {
  // While drawing: by the time effects run, a field of the dialog may have taken the focus.
  const [openers] = useState(noteOpeners);
  useLayoutEffect(() => {
    dialogs.push(openers);
    return () => {
      dialogs.splice(dialogs.indexOf(openers), 1);
      const whenClosed = document.activeElement;
      setTimeout(() => giveBack(openers, whenClosed), SETTLED_MS);
    };
  }, [openers]);
  return null;
}
