import { useEffect, useState } from 'react';
import type { Id } from '#kernel/brand.ts';
import { call } from '#web/api.ts';
import { Notice } from '#web/ui/notice.tsx';
import { workWords } from '#web/words/work.ts';
import { ReadDoubts } from '../pool-contract.ts';

const words = workWords.doubts;

interface DoubtsNoticeProps {
  readonly name: string;
  readonly doubts: readonly string[];
}

/** What should be thought of before a colleague is given work, each once; nothing where there is nothing. */
export function DoubtsNotice({ name, doubts }: DoubtsNoticeProps) {
  if (doubts.length === 0) return null;
  return (
    <Notice tone="warn" title={words.title(name)}>
      <ul>
        {[...new Set(doubts)].map((doubt) => (
          <li key={doubt}>{words.says[doubt] ?? doubt}</li>
        ))}
      </ul>
    </Notice>
  );
}

interface DoubtsProps {
  readonly kind: string;
  readonly itemId?: string | undefined;
  readonly userId: string | null;
  readonly name: string;
}

/** The same, asked for of whoever is chosen. They only warn: where they cannot be had, giving goes on without. */
export function Doubts({ kind, itemId, userId, name }: DoubtsProps) {
  const [found, setFound] = useState<{ readonly of: string; readonly doubts: readonly string[] }>();
  useEffect(() => {
    if (userId === null) return undefined;
    const stop = new AbortController();
    const ask = async () => {
      const input = { kind, userId: userId as Id<'user'>, ...(itemId ? { itemId: itemId as Id<'work'> } : {}) };
      const answer = await call(ReadDoubts, input, { signal: stop.signal }).catch(() => undefined);
      if (!stop.signal.aborted && answer?.ok) setFound({ of: userId, doubts: answer.value.doubts });
    };
    void ask();
    return () => stop.abort();
  }, [kind, itemId, userId]);
  return <output>{found?.of === userId && found && <DoubtsNotice name={name} doubts={found.doubts} />}</output>;
}
