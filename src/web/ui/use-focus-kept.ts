import { type RefObject, useEffect } from 'react';

const CONTROLS = 'input:not([type="hidden"]), select, button, a[href]';

const labelled = (one: HTMLElement): string | null | undefined =>
  one.id && document.querySelector(`label[for="${CSS.escape(one.id)}"]`)?.textContent;
const nameOf = (one: HTMLElement): string => one.getAttribute('aria-label') ?? (labelled(one) || one.textContent || '');

interface Had {
  readonly row: string;
  readonly list: string | null;
  readonly name: string;
}

function best({ row: id, list, name }: Had): HTMLElement | null {
  const row = document.getElementById(id);
  if (!row) return null;
  const all = [...row.querySelectorAll<HTMLElement>(CONTROLS)];
  const ofList = all.find((one) => list !== null && one.closest('section')?.getAttribute('aria-label') === list);
  return all.find((one) => nameOf(one) === name) ?? ofList ?? all[0] ?? null;
}

/**
 * Keeps the focus in rows that are put together anew after each choice. Where the control that had it is gone, it goes to the
 * one of that name in its row, else to the next of the same section, else to the row's first. The rows have ids.
 */
export function useFocusKept(within: RefObject<HTMLElement | null>, rows: string): void {
  useEffect(() => {
    const place = within.current;
    if (!place) return undefined;
    let had: Had | undefined;
    /** Where the focus waits for its own control, which may still come back. */
    let waits: HTMLElement | undefined;
    const came = ({ target }: FocusEvent) => {
      if (!(target instanceof HTMLElement) || target === waits) return;
      const row = target.closest<HTMLElement>(rows);
      const list = target.closest('section')?.getAttribute('aria-label') ?? null;
      had = row ? { row: row.id, list, name: nameOf(target) } : undefined;
      waits = undefined;
    };
    const went = ({ target, relatedTarget }: FocusEvent) => {
      // A dialog gives the focus back. A control that is taken away is gone in a moment, and one that is only left is not.
      if (
        relatedTarget instanceof Element &&
        (place.contains(relatedTarget) || relatedTarget.closest('[role="dialog"]'))
      )
        return;
      queueMicrotask(() => {
        if (target instanceof Node && target.isConnected) had = undefined;
      });
    };
    const changed = () => {
      const now = document.activeElement;
      if (!had || (now !== document.body && now !== waits)) return;
      const next = best(had);
      if (!next || next === now) return;
      waits = nameOf(next) === had.name ? undefined : next;
      next.focus();
    };
    const observer = new MutationObserver(changed);
    observer.observe(place, { childList: true, subtree: true });
    place.addEventListener('focusin', came);
    place.addEventListener('focusout', went);
    return () => {
      observer.disconnect();
      place.removeEventListener('focusin', came);
      place.removeEventListener('focusout', went);
    };
  }, [within, rows]);
}
