import { query } from '#kernel/query.ts';
import { Refusal } from '#kernel/refusal.ts';
import { refusalCode } from './refusal-code.ts';
import { PreviewReturn } from './return-contract.ts';
import * as store from './return-store.ts';
import { canTakeBack } from './rules.ts';

/** What of a hand-over is still to be done by others, and what has been taken back already. */
export const previewReturn = query(PreviewReturn, async (tx, _actor, { handoverId }) => {
  const [leaver, kinds, returns] = await Promise.all([
    store.findLeaver(tx, handoverId),
    store.previewReturn(tx, handoverId),
    store.listReturns(tx, handoverId),
  ]);
  if (!leaver) throw new Refusal('handover/receipt-not-found');
  return { refused: refusalCode(() => canTakeBack(leaver)), kinds, returns };
});
