import { useEffect, useRef } from 'react';
import { NavigationType, useNavigate, useNavigationType } from 'react-router';
import { type ListAddress, writeAddress } from './list-address.ts';

/**
 * Leads to another view of the list. What is set while an earlier step is still on its way is set beside
 * it, not in its place; whoever goes back or follows a link begins from there.
 */
export function useListAddress(address: ListAddress) {
  const go = useNavigate();
  const wentBack = useNavigationType() === NavigationType.Pop;
  const wanted = useRef(address);
  const onItsWay = useRef<string>(undefined);
  useEffect(() => {
    if (!wentBack && onItsWay.current !== undefined && onItsWay.current !== writeAddress(address)) return;
    onItsWay.current = undefined;
    wanted.current = address;
  }, [address, wentBack]);
  return (other: Partial<ListAddress>, replace = false) => {
    wanted.current = { ...wanted.current, after: undefined, from: 1, ...other };
    onItsWay.current = writeAddress(wanted.current);
    void go({ search: onItsWay.current }, { replace, preventScrollReset: replace });
  };
}
