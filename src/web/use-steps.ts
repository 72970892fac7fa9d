import { useEffect, useRef } from 'react';
import { type NavigateOptions, useNavigate } from 'react-router';

/**
 * Leads to another view of a list. What is set while an earlier step is still on its way is set beside it, and not in
 * its place; whoever goes back or follows a link begins from there.
 */
export function useSteps<Address extends object>(address: Address, write: (address: Address) => string) {
  const go = useNavigate();
  const wanted = useRef(address);
  const onItsWay = useRef<string>(undefined);
  useEffect(() => {
    // What an earlier step led to may be shown after a later one was taken.
    if (onItsWay.current === undefined || onItsWay.current === write(address)) wanted.current = address;
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- how an address is written does not change
  }, [address]);
  return (change: Partial<Address>, options?: NavigateOptions) => {
    wanted.current = { ...wanted.current, ...change };
    const search = write(wanted.current);
    onItsWay.current = search;
    void Promise.resolve(go({ search }, options)).finally(() => {
      if (onItsWay.current === search) onItsWay.current = undefined;
    });
  };
}
