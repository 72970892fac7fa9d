import { query } from '#kernel/query.ts';
import { ReadDeparture } from './contract.ts';
import { lastDeparture } from './receipt-store.ts';

/** What a deactivated user had on the day of leaving; proposed on return, never restored by itself. */
export const readDeparture = query(ReadDeparture, async (tx, _actor, { userId }) => {
  return { departure: (await lastDeparture(tx, userId)) ?? null };
});
