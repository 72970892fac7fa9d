import { useEffect, useRef } from 'react';
import { useLocation, useNavigate, useNavigation } from 'react-router';
import { type LogAddress, readAddress, writeAddress } from './log-address.ts';

/** Where the page is going, and the way to show something else; `address` is where it is. */
export function useLogAddress(address: LogAddress) {
  const { pathname } = useLocation();
  const { location: goingTo } = useNavigation();
  const go = useNavigate();
  // A filter set while another is still on its way is set beside it, not in its place.
  const wanted = useRef(address);
  useEffect(() => {
    wanted.current = address;
  }, [address]);
  const show = (other: Partial<LogAddress>) => {
    const search = writeAddress(wanted.current, other);
    wanted.current = readAddress(new URLSearchParams(search));
    void go({ search });
  };
  const going = goingTo?.pathname === pathname ? readAddress(new URLSearchParams(goingTo.search)) : address;
  return { going, show };
}
