import { query } from '#kernel/query.ts';
import { Refusal } from '#kernel/refusal.ts';
import { ReadClaim } from './contract.ts';
import * as store from './store.ts';

export const readClaim = query(ReadClaim, async (tx, _actor, { claimId }) => {
  const [claim, history] = await Promise.all([store.readClaim(tx, claimId), store.historyOf(tx, claimId)]);
  if (!claim) throw new Refusal('claim/not-found');
  return { ...claim, history };
});
