import { fromCursor, isInstant, isUuid, pageOf } from '#kernel/page.ts';
import { query } from '#kernel/query.ts';
import { Refusal } from '#kernel/refusal.ts';
import { described, knownKind } from './describe.ts';
import { kinds } from './kinds.ts';
import { ListReturn } from './return-contract.ts';
import * as store from './return-store.ts';

const PAGE = 50;

/** A page of one kind of a hand-over, as far as it is still to be done; what is closed to the reader says nothing. */
export const listReturn = query(ListReturn, async (tx, _actor, { handoverId, kind, after }) => {
  knownKind(kind);
  const beyond = fromCursor(after, 2);
  if (beyond && !(isInstant(beyond[0]) && isUuid(beyond[1]))) throw new Refusal('request/cursor-unknown');
  if (!(await store.findLeaver(tx, handoverId))) throw new Refusal('handover/receipt-not-found');
  const found = await store.listUnfinished(tx, handoverId, kind, { beyond, most: PAGE + 1 });
  const { rows, next } = pageOf(found, PAGE, ({ exactly, itemId }) => [exactly, itemId]);
  const items = await described(
    tx,
    rows.map(({ exactly: _exactly, ...item }) => ({ kind, ...item })),
  );
  // Of being MRP the item is the patient: withheld is then the patient's id too.
  const hides = kinds.some((one) => one.kind === kind && one.itemIsPatient);
  return {
    items: items.map(({ kind: _kind, itemId, ...item }) => ({
      itemId: hides && item.says === null ? null : itemId,
      ...item,
    })),
    next,
  };
});
