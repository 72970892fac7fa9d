import { query } from '#kernel/query.ts';
import { Refusal } from '#kernel/refusal.ts';
import { described, knownKind, withheld } from './describe.ts';
import { placeAfter, placeOf } from './page-of-work.ts';
import { ListReturn } from './return-contract.ts';
import * as store from './return-store.ts';

const PAGE = 50;

/** A page of one kind of a hand-over, as far as it is still to be done; what is closed to the reader says nothing. */
export const listReturn = query(ListReturn, async (tx, _actor, { handoverId, kind, after }) => {
  const known = knownKind(kind);
  const place = placeOf(after);
  const { beyond, skip } = place;
  if (!(await store.findLeaver(tx, handoverId))) throw new Refusal('handover/receipt-not-found');
  const found = await store.listUnfinished(tx, handoverId, kind, { beyond, most: skip + PAGE + 1 });
  const rows = await described(
    tx,
    found.slice(skip, skip + PAGE).map((item) => ({ kind, ...item })),
  );
  const shown = rows.map(({ kind: _kind, ...item }) => ({ ...item, ...withheld(known, item.says) }));
  const items = shown.map(({ exactly: _exactly, ...item }) => item);
  return { items, next: found.length > skip + PAGE ? placeAfter(shown, place) : null };
});
