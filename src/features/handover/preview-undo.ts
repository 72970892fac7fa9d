import { query } from '#kernel/query.ts';
import { PreviewUndo } from './receipt-contract.ts';
import { refusalCode } from './refusal-code.ts';
import { canUndo, drawUndo } from './undo.ts';

/** What of a hand-over could still be given back, and why not. */
export const previewUndo = query(PreviewUndo, async (tx, _actor, { handoverId }) => {
  const drawn = await drawUndo(tx, handoverId);
  return {
    until: drawn.until,
    refused: refusalCode(() => canUndo(drawn)),
    undone: drawn.undone,
    kinds: drawn.kinds.map(({ kind, items, untouched }) => ({ kind, items, untouched })),
    undoHash: drawn.hash,
  };
});
