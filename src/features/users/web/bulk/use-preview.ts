import { useEffect, useState } from 'react';
import type { Input } from '#kernel/contract.ts';
import { call } from '#web/api.ts';
import { actWords } from '#web/words/acts.ts';
import { sayRefusal } from '#web/words/refusals.ts';
import { PreviewRoles, type RolesPreview } from '../../bulk-contract.ts';

interface Said {
  readonly of: string;
  readonly preview?: RolesPreview;
  readonly trouble?: string;
}

/** What the change would come to: nothing until it is worked out; `trouble` says why it is turned down. `round` asks anew. */
export function usePreview(asked: Input<typeof PreviewRoles> | undefined, round: number): Partial<Said> {
  const [said, setSaid] = useState<Said>();
  const key = asked && JSON.stringify([asked, round]);
  useEffect(() => {
    if (!key) return undefined;
    const stop = new AbortController();
    const ask = async () => {
      const [input] = JSON.parse(key) as [Input<typeof PreviewRoles>];
      const answer = await call(PreviewRoles, input, { signal: stop.signal }).catch(() => undefined);
      if (stop.signal.aborted) return;
      if (answer?.ok) setSaid({ of: key, preview: answer.value });
      else setSaid({ of: key, trouble: answer ? sayRefusal(answer.code, answer.facts) : actWords.awayLook });
    };
    void ask();
    return () => stop.abort();
  }, [key]);
  return said && said.of === key ? said : {};
}
