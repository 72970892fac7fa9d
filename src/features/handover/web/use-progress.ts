import { useEffect, useState } from 'react';
import type { Id } from '#kernel/brand.ts';
import { call } from '#web/api.ts';
import { ReadProgress } from '../progress-contract.ts';

const EVERY_MS = 700;

/** At which step the reader's hand-over for this user is; undefined until one is seen to run. Asked as long as the caller stands on the page. */
export function useProgress(userId: Id<'user'>): number | undefined {
  const [step, setStep] = useState<number>();
  useEffect(() => {
    const ended = new AbortController();
    let next: ReturnType<typeof setTimeout>;
    const ask = async () => {
      // Whoever cannot be told waits for the answer of the hand-over itself.
      const answer = await call(ReadProgress, { userId }, { signal: ended.signal }).catch(() => undefined);
      if (ended.signal.aborted) return;
      if (answer?.ok) setStep(answer.value.step ?? undefined);
      next = setTimeout(() => void ask(), EVERY_MS);
    };
    next = setTimeout(() => void ask(), EVERY_MS);
    return () => {
      ended.abort();
      clearTimeout(next);
    };
  }, [userId]);
  return step;
}
