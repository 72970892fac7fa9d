import type { Id } from '#kernel/brand.ts';
import { toCursor } from '#kernel/page.ts';

/** Ends after every text that begins with what it is put behind. */
export const LAST = '\u{10FFFF}';

/** Where somebody stands in the list of one way. */
export interface Place {
  readonly key: string;
  readonly patientId: string;
}
interface Ranked extends Place {
  readonly way: number;
}

/** As PostgreSQL sorts them: text by its bytes, ids as they are written. */
function order(a: Ranked, b: Ranked): number {
  if (a.way !== b.way) return a.way - b.way;
  return Buffer.compare(Buffer.from(a.key), Buffer.from(b.key)) || (a.patientId < b.patientId ? -1 : 1);
}

interface Named {
  readonly patientId: Id<'patient'>;
  readonly lastName: string;
  readonly firstName: string;
  readonly key: string;
}

/** What a page is made of: whom the search found, and those closed to the actor, on top or among them by name. */
interface Parts<Open> {
  readonly open: readonly Open[];
  readonly onTop: readonly Named[];
  readonly byName: readonly Named[];
}

/** One page of both, `size` rows at most; of who is closed, before how many of the others they stand. */
export function mergedPage<Open extends Ranked>({ open, onTop, byName }: Parts<Open>, size: number) {
  const top = new Set(onTop.map(({ patientId }) => patientId));
  const among = byName.filter(({ patientId }) => !top.has(patientId)).map((named) => ({ named, way: 0, ...named }));
  const all = [...open.map((one) => ({ one, ...one })), ...among].toSorted(order);
  const page = all.slice(0, size);
  const last = page.at(-1);
  let at = 0;
  const closed = onTop.map(({ key: _key, ...named }) => ({ ...named, at: 0 }));
  const patients: Open[] = [];
  for (const row of page) {
    if ('named' in row) {
      const { key: _key, ...named } = row.named;
      closed.push({ ...named, at });
    } else {
      patients.push(row.one);
      at += 1;
    }
  }
  return { patients, closed, next: all.length > size && last ? toCursor([last.way, last.key, last.patientId]) : null };
}
