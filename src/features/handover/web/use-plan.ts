import { useEffect, useState } from 'react';
import {
  NavigationType,
  useLocation,
  useNavigation,
  useNavigationType,
  useRevalidator,
  useSearchParams,
} from 'react-router';
import type { PlanRule } from '../contract.ts';
import { lineOf } from './plan.ts';

interface Asking {
  /** In place of the entry in the history, not after it. */
  readonly replace?: boolean;
}

/**
 * The plan as it is chosen, ahead of what the server has weighed: the address follows each
 * choice, and a quick second choice builds on the first. The way back brings the plan before.
 */
export function usePlan(weighed: readonly PlanRule[]) {
  const { key, pathname } = useLocation();
  const type = useNavigationType();
  const { location } = useNavigation();
  const { state } = useRevalidator();
  const [, setSearch] = useSearchParams();
  const [plan, setPlan] = useState(weighed);
  useEffect(() => {
    if (type === NavigationType.Pop) setPlan(weighed);
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- only a step in the history brings another plan, not counting again
  }, [key]);
  const ask = (next: readonly PlanRule[], { replace = false }: Asking = {}) => {
    setPlan(next);
    setSearch(new URLSearchParams(next.map((rule) => ['plan', lineOf(rule)])), { preventScrollReset: true, replace });
  };
  const text = (of: readonly PlanRule[]) => of.map(lineOf).join();
  const behind = text(plan) !== text(weighed) || location?.pathname === pathname;
  return { plan, ask, counting: behind || state === 'loading', countingAgain: state === 'loading' };
}
