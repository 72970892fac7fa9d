import type { Input } from '#kernel/contract.ts';
import { type Answer, call, type Refused } from '#web/api.ts';
import { type Entry, type Log, ReadLog } from '../contract.ts';
import { askedBy, type LogAddress } from './log-address.ts';

/** Most entries that one file holds. */
const MOST_EXPORTED = 5000;

type Exported = { readonly ok: true; readonly entries: readonly Entry[]; readonly more: boolean } | Refused;

/** All entries that the address asks for, newest first, page after page; each page is a reading, and says that it leaves. */
export async function readForExport(address: LogAddress, onPage: (entries: number) => void): Promise<Exported> {
  const entries: Entry[] = [];
  let after: string | null = null;
  do {
    const asked: Input<typeof ReadLog> = { ...askedBy({ ...address, after: after ?? undefined }), exporting: true };
    const answer: Answer<Log> = await call(ReadLog, asked);
    if (!answer.ok) return answer;
    entries.push(...answer.value.entries);
    after = answer.value.next;
    onPage(entries.length);
  } while (after && entries.length < MOST_EXPORTED);
  return { ok: true, entries, more: after !== null };
}
