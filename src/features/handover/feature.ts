import type { Feature } from '#kernel/http.ts';
import { checkPlan } from './check-plan.ts';
import { deactivateUser } from './deactivate-user.ts';
import { discardPlan } from './discard-plan.ts';
import { givePlan } from './give-plan.ts';
import { listCancelled } from './list-cancelled.ts';
import { listOpenWork } from './list-open-work.ts';
import { listPlans } from './list-plans.ts';
import { listReceiptItems } from './list-receipt-items.ts';
import { listWaiting } from './list-waiting.ts';
import { makeReceipt } from './make-receipt.ts';
import { previewDeactivation } from './preview-deactivation.ts';
import { previewUndo } from './preview-undo.ts';
import { readDeparture } from './read-departure.ts';
import { readOwnPlan } from './read-own-plan.ts';
import { readPlan } from './read-plan.ts';
import { readPool } from './read-pool.ts';
import { readProgress } from './read-progress.ts';
import { readReceipt } from './read-receipt.ts';
import { savePlan } from './save-plan.ts';
import { stopHandOver } from './stop-hand-over.ts';
import { undoHandOver } from './undo-hand-over.ts';

export const handover: Feature = {
  commands: [deactivateUser, savePlan, givePlan, discardPlan, checkPlan, undoHandOver, makeReceipt, stopHandOver],
  queries: [
    previewDeactivation,
    listOpenWork,
    readReceipt,
    listReceiptItems,
    readDeparture,
    listWaiting,
    readPool,
    readPlan,
    listPlans,
    readOwnPlan,
    previewUndo,
    listCancelled,
    readProgress,
  ],
};
