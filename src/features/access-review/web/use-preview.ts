import { useEffect, useState } from 'react';
import type { Input } from '#kernel/contract.ts';
import { call } from '#web/api.ts';
import { actWords } from '#web/words/acts.ts';
import { sayRefusal } from '#web/words/refusals.ts';
import { type Preview, PreviewReview } from '../contract.ts';

type Asked = Input<typeof PreviewReview>;

/** How a review would begin, counted anew with each choice; nothing while it is counted. */
export function usePreview(asked: Asked | undefined) {
  const key = asked && JSON.stringify(asked);
  const [answer, setAnswer] = useState<{ of: string; preview?: Preview; trouble?: string }>();
  useEffect(() => {
    if (!key) return undefined;
    const aborting = new AbortController();
    const ask = async () => {
      try {
        const said = await call(PreviewReview, JSON.parse(key) as Asked, { signal: aborting.signal });
        setAnswer(said.ok ? { of: key, preview: said.value } : { of: key, trouble: sayRefusal(said.code, said.facts) });
      } catch {
        if (!aborting.signal.aborted) setAnswer({ of: key, trouble: actWords.awayLook });
      }
    };
    void ask();
    return () => aborting.abort();
  }, [key]);
  return answer?.of === key ? { preview: answer?.preview, trouble: answer?.trouble } : {};
}
