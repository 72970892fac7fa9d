import { query } from '#kernel/query.ts';
import { Refusal } from '#kernel/refusal.ts';
import { ReadReceipt } from './contract.ts';
import { ledgerLines, readHandover } from './receipt-store.ts';
import { countOpenWork } from './store.ts';

/** What moved to whom: the ledger, beside what was counted before. */
export const readReceipt = query(ReadReceipt, async (tx, _actor, { handoverId }) => {
  const [handover, lines] = await Promise.all([readHandover(tx, handoverId), ledgerLines(tx, handoverId)]);
  if (!handover) throw new Refusal('handover/receipt-not-found');
  const { counted, ...told } = handover;
  const left = await countOpenWork(tx, [handover.leaver.userId]);
  const took = (userId: string) =>
    lines.filter(({ successor }) => successor?.userId === userId).reduce((total, { items }) => total + items, 0);
  return {
    handoverId,
    ...told,
    lines,
    counted: [...counted.kinds],
    successors: counted.successors.map(({ userId, before }) => ({
      userId: userId as typeof handover.leaver.userId,
      before,
      after: before + took(userId),
    })),
    leftNow: left.reduce((total, { items }) => total + items, 0),
  };
});
