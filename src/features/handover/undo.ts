import { createHash } from 'node:crypto';
import type { Id } from '#kernel/brand.ts';
import type { Tx } from '#kernel/db.ts';
import { Refusal } from '#kernel/refusal.ts';
import * as store from './undo-store.ts';

/** What of a hand-over could be given back now; preview and undo both look at exactly this. */
export async function drawUndo(tx: Tx, handoverId: Id<'handover'>) {
  const [undoable, kinds] = await Promise.all([store.undoable(tx, handoverId), store.previewUndo(tx, handoverId)]);
  if (!undoable) throw new Refusal('handover/receipt-not-found');
  const hash = createHash('sha256')
    .update(JSON.stringify([handoverId, kinds]))
    .digest('hex');
  return { ...undoable, kinds, hash };
}

type Drawn = Awaited<ReturnType<typeof drawUndo>>;

/**
 * Decides whether a hand-over can be undone.
 *
 * @throws {Refusal} `handover/undone-already`, `handover/undo-too-late`, `handover/leaver-still-out`, `handover/nothing-to-undo`.
 */
export function canUndo({ undone, late, leaverActive, kinds }: Drawn): void {
  if (undone) throw new Refusal('handover/undone-already');
  if (late) throw new Refusal('handover/undo-too-late');
  if (!leaverActive) throw new Refusal('handover/leaver-still-out');
  if (kinds.every(({ untouched }) => untouched === 0)) throw new Refusal('handover/nothing-to-undo');
}
