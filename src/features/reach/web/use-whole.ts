import { useState } from 'react';
import type { Answer } from '#web/api.ts';
import { reachWords } from '#web/words/reach.ts';
import { sayRefusal } from '#web/words/refusals.ts';

const words = reachWords.whole;

/** Most lines that go to paper at once. */
const MOST = 50_000;

interface Said {
  readonly tone: 'warn' | 'bad';
  readonly title: string;
  readonly why?: string;
}

/** Reads one long page of a list that is to be printed, from where the one before ended. */
type ReadPage<Row> = (after: {
  readonly after?: string;
}) => Promise<Answer<{ readonly rows: readonly Row[]; readonly next: string | null }>>;

/** A whole list for paper, read page after page; `read` counts meanwhile, `said` tells how it ended. */
export function useWhole<Row>(readPage: ReadPage<Row>) {
  const [read, setRead] = useState<number>();
  const [said, setSaid] = useState<Said>();
  const readAll = async () => {
    const rows: Row[] = [];
    let next: string | null = null;
    do {
      const answer = await readPage(next === null ? {} : { after: next });
      if (!answer.ok) {
        setSaid({ tone: 'bad', title: words.failed, why: sayRefusal(answer.code, answer.facts) });
        return undefined;
      }
      rows.push(...answer.value.rows);
      next = answer.value.next;
      setRead(rows.length);
    } while (next !== null && rows.length < MOST);
    if (next !== null) setSaid({ tone: 'warn', title: words.part(rows.length), why: words.partWhy });
    return rows;
  };
  const take = async (then: (rows: readonly Row[]) => void) => {
    if (read !== undefined) return;
    setRead(0);
    setSaid(undefined);
    try {
      const all = await readAll();
      if (all) then(all);
    } catch {
      setSaid({ tone: 'bad', title: words.failed, why: words.away });
    } finally {
      setRead(undefined);
    }
  };
  return { take, read, said };
}
