import { fromCursor, isText, isUuid, pageOf } from '#kernel/page.ts';
import { query } from '#kernel/query.ts';
import { Refusal } from '#kernel/refusal.ts';
import { ListReceiptItems } from './contract.ts';
import { described } from './describe.ts';
import { closedItems, ledgerItems, readHandover } from './receipt-store.ts';

const PAGE = 200;

/** A page of the ledger; what is closed to the reader says nothing. */
export const listReceiptItems = query(ListReceiptItems, async (tx, _actor, { handoverId, after }) => {
  const beyond = fromCursor(after, 2);
  if (beyond && !(isText(beyond[0]) && isUuid(beyond[1]))) throw new Refusal('request/cursor-unknown');
  const [handover, items, closed] = await Promise.all([
    readHandover(tx, handoverId),
    ledgerItems(tx, handoverId, beyond, PAGE + 1),
    closedItems(tx, handoverId),
  ]);
  if (!handover) throw new Refusal('handover/receipt-not-found');
  const { rows, next } = pageOf(items, PAGE, ({ kind, itemId }) => [kind, itemId]);
  return { items: await described(tx, rows), closed, next };
});
