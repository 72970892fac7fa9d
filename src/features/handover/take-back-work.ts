import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import * as users from '../users/public.ts';
import { knownKind } from './describe.ts';
import { TakeBackWork } from './return-contract.ts';
import * as store from './return-store.ts';
import { canTakeBack } from './rules.ts';

/**
 * Gives a leaver who has returned what of the hand-over is still to be done, whoever has it by now: as much as was shown,
 * or nothing. Each line of the ledger says that it was taken back; what the leaver cannot take stays where it is.
 */
export const takeBackWork = command(
  TakeBackWork,
  async (tx, actor, { handoverId, what, items, reason }) => {
    const before = await store.findLeaver(tx, handoverId);
    if (!before) throw new Refusal('handover/receipt-not-found');
    await users.keepActive(tx, [before.leaverId]);
    const leaver = (await store.findLeaver(tx, handoverId)) ?? before;
    canTakeBack(leaver);
    const given: { kind: string; items: number }[] = [];
    for (const one of what) {
      const { kind } = knownKind(one.kind);
      const back = await store.returnWork(tx, handoverId, one);
      if (back > 0) given.push({ kind, items: back });
    }
    const total = given.reduce((sum, one) => sum + one.items, 0);
    if (total !== items) throw new Refusal('handover/plan-changed');
    await store.recordReturn(tx, actor, { handoverId, reason, items: total });
    return {
      output: { items: total },
      audit: { subjectUserId: leaver.leaverId, reason, facts: { handoverId, givenBack: given } },
    };
  },
  'roster',
);
