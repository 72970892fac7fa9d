import { useState } from 'react';
import { useRevalidator } from 'react-router';
import type { Input, Operation } from '#kernel/contract.ts';
import { useAct } from '#web/act.ts';

/** What is done with one piece of work, in dialogs or not. Afterwards, and when it was turned down as changed, it is read again. */
export function useWorkActs<Asking extends string>() {
  const { act, busy, trouble, forget } = useAct();
  const { revalidate } = useRevalidator();
  const [asking, setAsking] = useState<Asking>();
  const [did, setDid] = useState<string>();
  const [stale, setStale] = useState(false);
  const ask = (what: Asking | undefined) => {
    forget();
    setAsking(what);
  };
  const run = <T extends Operation>(operation: T, input: Input<T>, says: string, then?: () => void): void => {
    const done = async () => {
      setAsking(undefined);
      setStale(false);
      setDid(says);
      then?.();
      await revalidate();
    };
    const refused = async (code: string) => {
      setDid(undefined);
      // It is with somebody else by now, and the list says with whom.
      if (code === 'work/already-taken') await revalidate();
      if (code !== 'request/version-stale') return false;
      setAsking(undefined);
      setStale(true);
      await revalidate();
      return true;
    };
    void act(operation, input, { done, refused });
  };
  return { busy, trouble, asking, did, stale, ask, run };
}
