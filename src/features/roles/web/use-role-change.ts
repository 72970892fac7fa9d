import { useEffect, useState } from 'react';
import type { Input } from '#kernel/contract.ts';
import { call } from '#web/api.ts';
import { actWords } from '#web/words/acts.ts';
import { sayRefusal } from '#web/words/refusals.ts';
import { PreviewRoleChange, type RoleChange } from '../contract.ts';

interface Said {
  readonly of: string;
  readonly change?: RoleChange;
  readonly trouble?: string;
}

/** What a change would come to: `undefined` until it is worked out; `trouble` says why it is turned down, or did not arrive. `round` asks anew. */
export function useRoleChange(asked: Input<typeof PreviewRoleChange>, round: number): Partial<Said> {
  const [said, setSaid] = useState<Said>();
  const key = JSON.stringify([asked, round]);
  useEffect(() => {
    const stop = new AbortController();
    const ask = async () => {
      const [input] = JSON.parse(key) as [typeof asked];
      const answer = await call(PreviewRoleChange, input, { signal: stop.signal }).catch(() => undefined);
      if (stop.signal.aborted) return;
      if (answer?.ok) setSaid({ of: key, change: answer.value });
      else setSaid({ of: key, trouble: answer ? sayRefusal(answer.code, answer.facts) : actWords.awayLook });
    };
    void ask();
    return () => stop.abort();
  }, [key]);
  return said?.of === key ? said : {};
}
