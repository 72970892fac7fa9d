import { Type } from 'typebox';
import { type FileAnswer, operation } from '#kernel/contract.ts';
import { Cursor, HandoverId, Instant, nullable, Person, Reason } from '#kernel/schema.ts';

export const MakeReceipt = operation({
  name: 'handover.make-receipt',
  says: 'Take the receipt of a hand-over out, as PDF or CSV, with every item.',
  method: 'POST',
  path: '/handovers/{handoverId}/document',
  files: ['application/pdf', 'text/csv'],
  input: Type.Object({ handoverId: HandoverId, format: Type.Enum(['pdf', 'csv']) }),
  output: Type.Unsafe<FileAnswer>(Type.Any()),
  refusals: ['handover/receipt-not-found'],
});

export const ListCancelled = operation({
  name: 'handover.list-cancelled',
  says: 'List the appointments that a hand-over cancelled, and whether the patient has been written to.',
  method: 'GET',
  path: '/handovers/{handoverId}/cancelled',
  input: Type.Object({ handoverId: HandoverId, after: Type.Optional(Cursor) }),
  output: Type.Object({
    /** Who was written to, and who must be called; patients closed to the reader are counted too. */
    told: Type.Integer(),
    toCall: Type.Integer(),
    /** Those to call; of a patient closed to the reader only that there is one. */
    items: Type.Array(
      Type.Object({
        itemId: Type.String(),
        startsAt: nullable(Instant),
        name: nullable(Type.String()),
        phone: Type.String(),
      }),
    ),
    next: nullable(Cursor),
  }),
  refusals: ['handover/receipt-not-found', 'request/cursor-unknown'],
});

export const PreviewUndo = operation({
  name: 'handover.preview-undo',
  says: 'See what of a hand-over could still be given back.',
  method: 'GET',
  path: '/handovers/{handoverId}/undo',
  input: Type.Object({ handoverId: HandoverId }),
  output: Type.Object({
    /** Until when it can be undone. */
    until: Instant,
    /** Why it cannot be undone now. */
    refused: nullable(Type.String()),
    undone: nullable(Type.Object({ at: Instant, by: Person, items: Type.Integer(), reason: Type.String() })),
    /** Of each kind: what moved, and what nobody has touched since and the leaver may have again. */
    kinds: Type.Array(Type.Object({ kind: Type.String(), items: Type.Integer(), untouched: Type.Integer() })),
    undoHash: Type.String(),
  }),
  refusals: ['handover/receipt-not-found'],
});

export const UndoHandOver = operation({
  name: 'handover.undo-hand-over',
  says: 'Give back what nobody has touched since a hand-over.',
  method: 'POST',
  path: '/handovers/{handoverId}/undo',
  sensitive: true,
  patienceSeconds: 600,
  input: Type.Object({ handoverId: HandoverId, undoHash: Type.String({ maxLength: 100 }), reason: Reason }),
  output: Type.Object({ items: Type.Integer() }),
  refusals: [
    'handover/receipt-not-found',
    'handover/undone-already',
    'handover/undo-too-late',
    'handover/leaver-still-out',
    'handover/nothing-to-undo',
    'handover/plan-changed',
    'request/stopped',
  ],
});
