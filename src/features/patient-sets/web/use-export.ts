import { useState } from 'react';
import { csvLines, UTF8_MARK } from '#kernel/csv.ts';
import { call } from '#web/api.ts';
import { saveFile } from '#web/save-file.ts';
import { dayOf } from '#web/ui/calendar.ts';
import { useClinic } from '#web/ui/clinic-context.ts';
import { patientSetWords } from '#web/words/patient-sets.ts';
import { sayRefusal } from '#web/words/refusals.ts';
import { ExportSets, type SetLine } from '../contract.ts';
import { askedBy, type ListAddress } from './list-address.ts';

const words = patientSetWords.list;

/** All pages of what the list shows; a refusal instead of a part of them. */
async function readAll(address: ListAddress) {
  const { after: _after, ...filters } = askedBy(address);
  const sets: SetLine[] = [];
  let after: string | null = null;
  do {
    // oxlint-disable-next-line no-await-in-loop -- where a page begins, the page before says
    const answer: Awaited<ReturnType<typeof call<typeof ExportSets>>> = await call(ExportSets, {
      ...filters,
      ...(after ? { after } : {}),
    });
    if (!answer.ok) return answer;
    sets.push(...answer.value.sets);
    after = answer.value.next;
  } while (after);
  return { ok: true as const, sets };
}

interface Said {
  readonly tone: 'ok' | 'bad';
  readonly title: string;
  readonly why?: string;
}

/** The sets that the list shows, all pages of it, as a file. */
export function useExport(address: ListAddress) {
  const { today, timeZone } = useClinic();
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<Said>();
  const rowOf = ({
    name,
    members,
    versionNumber,
    since,
    criteria,
    cutTo,
    concernsYou,
    madeBy,
    keptUpToDate,
    blocked,
  }: SetLine) => [
    name,
    members,
    versionNumber,
    dayOf(since, timeZone),
    words.madeFrom({ criteria, cutTo, concernsYou }),
    madeBy?.name ?? '',
    keptUpToDate ? words.yes : words.no,
    blocked.map((user) => user.name).join('; '),
  ];
  const begin = async () => {
    if (busy) return;
    setBusy(true);
    setSaid(undefined);
    try {
      const answer = await readAll(address);
      if (!answer.ok) {
        setSaid({ tone: 'bad', title: words.exportFailed, why: sayRefusal(answer.code, answer.facts) });
        return;
      }
      const text = UTF8_MARK + csvLines([words.csv, ...answer.sets.map(rowOf)]);
      saveFile(words.file(today), new Blob([text], { type: 'text/csv;charset=utf-8' }));
      setSaid({ tone: 'ok', title: words.exported(answer.sets.length) });
    } catch {
      setSaid({ tone: 'bad', title: words.exportFailed, why: patientSetWords.awayLook });
    } finally {
      setBusy(false);
    }
  };
  return { begin, busy, said };
}
