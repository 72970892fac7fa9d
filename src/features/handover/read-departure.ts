import { query } from '#kernel/query.ts';
import { Refusal } from '#kernel/refusal.ts';
import { ReadDeparture } from './contract.ts';
import { lastDeparture } from './receipt-store.ts';

/** What a deactivated user had on the day of leaving; proposed on return, never restored by itself. */
export const readDeparture = query(ReadDeparture, async (tx, _actor, { userId }) => {
  const departure = await lastDeparture(tx, userId);
  if (!departure) throw new Refusal('handover/receipt-not-found');
  return departure;
});
