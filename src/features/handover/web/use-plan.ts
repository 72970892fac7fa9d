import { useEffect, useState } from 'react';
import {
  NavigationType,
  useLocation,
  useNavigation,
  useNavigationType,
  useRevalidator,
  useSearchParams,
} from 'react-router';

interface Asking {
  /** In place of the entry in the history, not after it. */
  readonly replace?: boolean;
}

/**
 * The plan as it is chosen, ahead of what the server has weighed: the address follows each
 * choice, and a quick second choice builds on the first. The way back brings the plan before.
 */
export function usePlan(weighed: readonly string[]) {
  const { key, pathname } = useLocation();
  const type = useNavigationType();
  const { location } = useNavigation();
  const { state } = useRevalidator();
  const [, setSearch] = useSearchParams();
  const [lines, setLines] = useState(weighed);
  useEffect(() => {
    if (type === NavigationType.Pop) setLines(weighed);
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- only a step in the history brings another plan, not counting again
  }, [key]);
  const ask = (next: readonly string[], { replace = false }: Asking = {}) => {
    setLines(next);
    setSearch(new URLSearchParams(next.map((line) => ['plan', line])), { preventScrollReset: true, replace });
  };
  const behind = lines.join(' ') !== weighed.join(' ') || location?.pathname === pathname;
  return { lines, ask, counting: behind || state === 'loading', countingAgain: state === 'loading' };
}
