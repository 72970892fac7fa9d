import { fromCursor, isInstant, isUuid, pageOf } from '#kernel/page.ts';
import { query } from '#kernel/query.ts';
import { Refusal } from '#kernel/refusal.ts';
import { ListCancelled } from './receipt-contract.ts';
import { readHandover, toCall, toldAndNot } from './receipt-store.ts';

const PAGE = 100;

/** Whose visits were cancelled by a hand-over and who must still be called about it. */
export const listCancelled = query(ListCancelled, async (tx, _actor, { handoverId, after }) => {
  const beyond = fromCursor(after, 2);
  if (beyond && !((beyond[0] === null || isInstant(beyond[0])) && isUuid(beyond[1])))
    throw new Refusal('request/cursor-unknown');
  const [handover, counts, found] = await Promise.all([
    readHandover(tx, handoverId),
    toldAndNot(tx, handoverId),
    toCall(tx, handoverId, { beyond, most: PAGE + 1 }),
  ]);
  if (!handover) throw new Refusal('handover/receipt-not-found');
  const { rows, next } = pageOf(found, PAGE, ({ exactly, itemId }) => [exactly, itemId]);
  return { ...counts, items: rows.map(({ exactly: _exactly, ...row }) => row), next };
});
