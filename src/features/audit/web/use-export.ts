import { useState } from 'react';
import { saveFile } from '#web/save-file.ts';
import { useClinic } from '#web/ui/clinic-context.ts';
import { auditWords as words } from '#web/words/audit.ts';
import { sayRefusal } from '#web/words/refusals.ts';
import { csvOf } from './csv.ts';
import { readForExport } from './export-log.ts';
import type { LogAddress } from './log-address.ts';

interface Said {
  /** What was exported; looking at something else, nobody asks any more. */
  readonly of: LogAddress;
  readonly tone: 'ok' | 'warn' | 'bad';
  readonly title: string;
  readonly why?: string;
}

/** The entries that the address asks for as a file; `read` counts them meanwhile, `said` tells how it ended. */
export function useExport(address: LogAddress) {
  const { today } = useClinic();
  const [read, setRead] = useState<number>();
  const [said, setSaid] = useState<Said>();
  const say = (what: Omit<Said, 'of'>) => setSaid({ of: address, ...what });
  const begin = async () => {
    if (read !== undefined) return;
    setRead(0);
    setSaid(undefined);
    try {
      const answer = await readForExport(address, setRead);
      if (!answer.ok) {
        say({ tone: 'bad', title: words.exportFailed, why: sayRefusal(answer.code, answer.facts) });
        return;
      }
      const { entries, more } = answer;
      saveFile(words.file(today), new Blob([csvOf(entries)], { type: 'text/csv;charset=utf-8' }));
      say(
        more
          ? { tone: 'warn', title: words.exportedPart(entries.length), why: words.exportedPartWhy }
          : { tone: 'ok', title: words.exported(entries.length) },
      );
    } catch {
      say({ tone: 'bad', title: words.exportFailed, why: words.away });
    } finally {
      setRead(undefined);
    }
  };
  return { begin, read, said: said?.of === address ? said : undefined };
}
