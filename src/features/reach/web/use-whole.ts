import { useState } from 'react';
import type { Answer } from '#web/api.ts';
import { saveFile } from '#web/save-file.ts';
import { csvLines, UTF8_MARK } from '#kernel/csv.ts';
import { reachWords } from '#web/words/reach.ts';
import { sayRefusal } from '#web/words/refusals.ts';

const words = reachWords.whole;

/** Most lines that leave at once. */
const MOST = 50_000;

interface Said {
  readonly tone: 'ok' | 'warn' | 'bad';
  readonly title: string;
  readonly why?: string;
}

/** Reads one long page of a list that is to leave, from where the one before ended. */
type ReadPage<Row> = (after: {
  readonly after?: string;
}) => Promise<Answer<{ readonly rows: readonly Row[]; readonly next: string | null }>>;

interface Table<Row> {
  readonly file: string;
  readonly head: readonly string[];
  readonly linesOf: (row: Row) => readonly (readonly (string | number)[])[];
}

/** A whole list as a file or on paper, read page after page; `read` counts meanwhile, `said` tells how it ended. */
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
    return { rows, complete: next === null };
  };
  const take = async (then: (rows: readonly Row[], complete: boolean) => void) => {
    if (read !== undefined) return;
    setRead(0);
    setSaid(undefined);
    try {
      const all = await readAll();
      if (all) then(all.rows, all.complete);
    } catch {
      setSaid({ tone: 'bad', title: words.failed, why: words.away });
    } finally {
      setRead(undefined);
    }
  };
  const save = ({ file, head, linesOf }: Table<Row>) =>
    take((rows, complete) => {
      const content = UTF8_MARK + csvLines([head, ...rows.flatMap(linesOf)]);
      saveFile(file, new Blob([content], { type: 'text/csv;charset=utf-8' }));
      if (complete) setSaid({ tone: 'ok', title: words.done(rows.length) });
    });
  return { take, save, read, said };
}
