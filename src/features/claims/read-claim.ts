import { query } from '#kernel/query.ts';
import { Refusal } from '#kernel/refusal.ts';
import { ReadClaim } from './contract.ts';
import * as store from './store.ts';

export const readClaim = query(ReadClaim, async (tx, _actor, { claimId }) => {
  const claim = await store.readClaim(tx, claimId);
  if (!claim) throw new Refusal('claim/not-found');
  return claim;
});
