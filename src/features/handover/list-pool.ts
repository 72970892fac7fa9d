import { query } from '#kernel/query.ts';
import { described, knownKind } from './describe.ts';
import { ListPool } from './pool-contract.ts';
import * as store from './pool-store.ts';

const PAGE = 50;

/** A page of what waits for somebody to take it, over all kinds; what is closed to the reader is counted and not listed. */
export const listPool = query(ListPool, async (tx, _actor, { after, ...wanted }) => {
  if (wanted.kind !== undefined) knownKind(wanted.kind);
  const [{ rows, next }, kinds, alarmDays] = await Promise.all([
    store.pageOfPool(tx, wanted, after, PAGE),
    store.countPoolItems(tx),
    store.alarmDays(tx),
  ]);
  return { items: await described(tx, rows), next, kinds, alarmDays };
});
