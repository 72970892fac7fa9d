import { fromCursor, isUuid, pageOf } from '#kernel/page.ts';
import { query } from '#kernel/query.ts';
import { Refusal } from '#kernel/refusal.ts';
import { ListCancelled } from './receipt-contract.ts';
import { readHandover, toCall, toldAndNot } from './receipt-store.ts';

const PAGE = 100;

/** Whose visits were cancelled by a hand-over and who must still be called about it. */
export const listCancelled = query(ListCancelled, async (tx, _actor, { handoverId, after }) => {
  const [beyond = null] = fromCursor(after, 1) ?? [];
  if (beyond !== null && !isUuid(beyond)) throw new Refusal('request/cursor-unknown');
  const [handover, counts, found] = await Promise.all([
    readHandover(tx, handoverId),
    toldAndNot(tx, handoverId),
    toCall(tx, handoverId, { beyond, most: PAGE + 1 }),
  ]);
  if (!handover) throw new Refusal('handover/receipt-not-found');
  const { rows, next } = pageOf(found, PAGE, ({ itemId }) => [itemId]);
  return { ...counts, items: rows, next };
});
