import type { Feature } from '#kernel/http.ts';
import { assignPool } from './assign-pool.ts';
import { assignWithheld } from './assign-withheld.ts';
import { checkPlan } from './check-plan.ts';
import { deactivateUser } from './deactivate-user.ts';
import { discardPlan } from './discard-plan.ts';
import { exportPool } from './export-pool.ts';
import { givePlan } from './give-plan.ts';
import { listCancelled } from './list-cancelled.ts';
import { listOpenWork } from './list-open-work.ts';
import { listPlans } from './list-plans.ts';
import { listPool } from './list-pool.ts';
import { listReceiptItems } from './list-receipt-items.ts';
import { listReturn } from './list-return.ts';
import { listWaiting } from './list-waiting.ts';
import { makeReceipt } from './make-receipt.ts';
import { previewAssignment } from './preview-assignment.ts';
import { previewDeactivation } from './preview-deactivation.ts';
import { previewReturn } from './preview-return.ts';
import { previewUndo } from './preview-undo.ts';
import { readDoubts } from './read-doubts.ts';
import { previewWithheld } from './preview-withheld.ts';
import { readDeparture } from './read-departure.ts';
import { readOwnPlan } from './read-own-plan.ts';
import { readPlan } from './read-plan.ts';
import { readPool } from './read-pool.ts';
import { readProgress } from './read-progress.ts';
import { readReceipt } from './read-receipt.ts';
import { savePlan } from './save-plan.ts';
import { stopHandOver } from './stop-hand-over.ts';
import { takeBackWork } from './take-back-work.ts';
import { undoHandOver } from './undo-hand-over.ts';
import { warnOfPool } from './warn-of-pool.ts';

export const handover: Feature = {
  commands: [
    deactivateUser,
    savePlan,
    givePlan,
    discardPlan,
    checkPlan,
    undoHandOver,
    makeReceipt,
    stopHandOver,
    assignPool,
    assignWithheld,
    exportPool,
    takeBackWork,
  ],
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
    listPool,
    previewAssignment,
    readDoubts,
    previewWithheld,
    previewReturn,
    listReturn,
  ],
  jobs: [warnOfPool],
};
