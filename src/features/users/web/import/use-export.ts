import { useState } from 'react';
import { call } from '#web/api.ts';
import { saveFile } from '#web/save-file.ts';
import { useSession } from '#web/session.ts';
import { useClinic } from '#web/ui/clinic-context.ts';
import { importWords } from '#web/words/import-users.ts';
import { sayRefusal } from '#web/words/refusals.ts';
import { columnsOf } from '../../import-columns.ts';
import { type ExportedUser, ExportUsers } from '../../import-contract.ts';
import { provinceOf } from '../../provinces/provinces.ts';
import { askedBy, type ListAddress } from '../list-address.ts';
import { usersAsFile } from './template.ts';

const words = importWords.export;

interface Said {
  /** What was exported; looking at something else, nobody asks any more. */
  readonly of: ListAddress;
  readonly tone: 'ok' | 'bad';
  readonly title: string;
  readonly why?: string;
}

/** Everybody whom the filters of the list find, page after page; a refusal instead of a part of them. */
async function readAll(address: ListAddress, onPage: (users: number) => void) {
  const { sort: _sort, descending: _descending, after: _after, ...filters } = askedBy(address);
  const users: ExportedUser[] = [];
  let after: string | null = null;
  do {
    // oxlint-disable-next-line no-await-in-loop -- where a page begins, the page before says
    const answer: Awaited<ReturnType<typeof call<typeof ExportUsers>>> = await call(ExportUsers, {
      ...filters,
      ...(after ? { after } : {}),
    });
    if (!answer.ok) return answer;
    users.push(...answer.value.users);
    after = answer.value.next;
    onPage(users.length);
  } while (after);
  return { ok: true as const, users };
}

/** The users whom the list shows, all pages of it, as a file; `read` counts them meanwhile, `said` tells how it ended. */
export function useExport(address: ListAddress) {
  const { today } = useClinic();
  const { province } = useSession().clinic;
  const [read, setRead] = useState<number>();
  const [said, setSaid] = useState<Said>();
  const say = (what: Omit<Said, 'of'>) => setSaid({ of: address, ...what });
  const begin = async () => {
    if (read !== undefined) return;
    setRead(0);
    setSaid(undefined);
    try {
      const answer = await readAll(address, setRead);
      if (!answer.ok) {
        say({ tone: 'bad', title: words.failed, why: sayRefusal(answer.code, answer.facts) });
        return;
      }
      const text = usersAsFile(columnsOf(provinceOf(province)), answer.users);
      saveFile(words.file(today), new Blob([text], { type: 'text/csv;charset=utf-8' }));
      say({ tone: 'ok', title: words.done(answer.users.length), why: words.what });
    } catch {
      say({ tone: 'bad', title: words.failed, why: words.away });
    } finally {
      setRead(undefined);
    }
  };
  return { begin, read, said: said?.of === address ? said : undefined };
}
