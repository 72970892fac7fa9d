import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import * as users from '../users/public.ts';
import { noteStep } from './progress-store.ts';
import { UndoHandOver } from './receipt-contract.ts';
import { canUndo, drawUndo } from './undo.ts';
import * as store from './undo-store.ts';

/**
 * Gives the work of a hand-over back, as previewed, to a leaver who is active again: what nobody has touched since. What
 * was cancelled stays so, since the patients have been told. The ledger keeps each line, with when it was taken back.
 */
export const undoHandOver = command(
  UndoHandOver,
  async (tx, actor, { handoverId, undoHash, reason }) => {
    const before = await store.undoable(tx, handoverId);
    if (!before) throw new Refusal('handover/receipt-not-found');
    await users.keepActive(tx, [before.leaverId]);
    const at = (step: number) => noteStep(tx, actor, { leaverId: before.leaverId, step });
    await at(0);
    const drawn = await drawUndo(tx, handoverId);
    canUndo(drawn);
    if (drawn.hash !== undoHash) throw new Refusal('handover/plan-changed');
    const given: { kind: string; items: number }[] = [];
    for (const { kind, untouched } of drawn.kinds) {
      if (untouched === 0) continue;
      // oxlint-disable-next-line no-await-in-loop -- kind by kind, as it is shown
      const [, items] = await Promise.all([at(given.length + 1), store.takeBack(tx, handoverId, kind)]);
      if (items !== untouched) throw new Refusal('handover/plan-changed');
      given.push({ kind, items });
    }
    const items = given.reduce((total, one) => total + one.items, 0);
    await at(given.length + 1);
    await store.recordUndo(tx, actor, { handoverId, reason, items });
    return {
      output: { items },
      audit: { subjectUserId: drawn.leaverId, reason, facts: { handoverId, givenBack: given } },
    };
  },
  'roster',
);
