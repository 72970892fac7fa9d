import type { Feature } from '#kernel/http.ts';
import { deactivateUser } from './deactivate-user.ts';
import { listOpenWork } from './list-open-work.ts';
import { listReceiptItems } from './list-receipt-items.ts';
import { listWaiting } from './list-waiting.ts';
import { previewDeactivation } from './preview-deactivation.ts';
import { readDeparture } from './read-departure.ts';
import { readPool } from './read-pool.ts';
import { readReceipt } from './read-receipt.ts';

export const handover: Feature = {
  commands: [deactivateUser],
  queries: [previewDeactivation, listOpenWork, readReceipt, listReceiptItems, readDeparture, listWaiting, readPool],
};
