import { fromCursor, isInstant, isUuid, toCursor } from '#kernel/page.ts';
import { Refusal } from '#kernel/refusal.ts';

/** Where a page begins: behind an item that may be named, and so many behind it that may not. */
interface Place {
  readonly beyond: readonly [string, string] | undefined;
  readonly skip: number;
}

/** More than that of one user's open work is closed to nobody. */
const MOST_SKIPPED = 10_000_000;

/** @throws {Refusal} `request/cursor-unknown`. */
export function placeOf(after: string | undefined): Place {
  const keys = fromCursor(after, 3);
  if (!keys) return { beyond: undefined, skip: 0 };
  const [since, itemId, skip] = keys;
  const fromTheTop = since === null && itemId === null;
  if (typeof skip !== 'number' || !Number.isInteger(skip) || skip < 0 || skip > MOST_SKIPPED)
    throw new Refusal('request/cursor-unknown');
  if (fromTheTop) return { beyond: undefined, skip };
  if (!isInstant(since) || !isUuid(itemId)) throw new Refusal('request/cursor-unknown');
  return { beyond: [since, itemId], skip };
}

interface Item {
  readonly itemId: string | null;
  /** To the microsecond. */
  readonly exactly: string;
}

/**
 * Where the page after begins. A cursor can be read by whoever holds it: an item whose id is withheld (of being MRP
 * it is the patient's) is counted in it, and never named.
 */
export function placeAfter(shown: readonly Item[], { beyond, skip }: Place): string {
  const at = shown.findLastIndex(({ itemId }) => itemId !== null);
  const last = shown[at];
  return last
    ? toCursor([last.exactly, last.itemId, shown.length - 1 - at])
    : toCursor([...(beyond ?? [null, null]), skip + shown.length]);
}
