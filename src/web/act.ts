import { useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import type { Input, Operation, Output } from '#kernel/contract.ts';
import { type Answer, call } from './api.ts';
import { signInAddress } from './load.ts';
import { useKeptFocus } from './ui/kept-focus.ts';
import { actWords } from './words/acts.ts';
import { sayRefusal } from './words/refusals.ts';

interface Options<O> {
  /** What follows when it was done. */
  readonly done: (output: O) => unknown;
  /** What follows when it was turned down; true: nothing needs to be said of it. */
  readonly refused?: (code: Extract<Answer<O>, { ok: false }>['code']) => boolean | Promise<boolean>;
  /** See `newKey` in new-key.ts: sent twice, it is done once. */
  readonly key?: string;
}

/** Carries out what a button asks for, one at a time; `trouble` says why it was turned down, or that it did not arrive. */
export function useAct() {
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string>();
  const running = useRef(false);
  const go = useNavigate();
  useKeptFocus(busy);
  const act = async <T extends Operation>(
    operation: T,
    input: Input<T>,
    { done, refused, key }: Options<Output<T>>,
  ) => {
    if (running.current) return;
    running.current = true;
    setBusy(true);
    setTrouble(undefined);
    try {
      const answer = await call(operation, input, key ? { key } : {});
      if (answer.ok) await done(answer.value);
      else if (answer.code === 'session/ended') await go(signInAddress());
      else if (!(await refused?.(answer.code))) setTrouble(sayRefusal(answer.code, answer.facts));
    } catch {
      setTrouble(key ? actWords.awayOnce : actWords.away);
    } finally {
      running.current = false;
      setBusy(false);
    }
  };
  return { act, busy, trouble, forget: () => setTrouble(undefined) };
}
