import { useEffect } from 'react';
import { useLocation } from 'react-router';
import { uiWords } from '../words/ui.ts';

// The page the reader came from. A first visit moves no focus: the browser has just placed it.
let lastPath: string | undefined;

interface PageTitleOptions {
  /** The page puts the focus into a field of its own. */
  readonly ownFocus?: boolean;
}

/** Names the browser's tab, and on the way to another page moves the focus to its `h1`, so that it is read out. */
export function usePageTitle(title: string, { ownFocus = false }: PageTitleOptions = {}): void {
  const { pathname } = useLocation();
  useEffect(() => {
    document.title = `${title} - ${uiWords.product}`;
  }, [title]);
  useEffect(() => {
    const arrived = lastPath !== undefined && lastPath !== pathname;
    lastPath = pathname;
    if (!arrived || ownFocus) return;
    const heading = document.querySelector<HTMLElement>('h1');
    if (!heading) return;
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  }, [pathname, ownFocus]);
}
