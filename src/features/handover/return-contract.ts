import { Type } from 'typebox';
import { operation } from '#kernel/contract.ts';
import { Cursor, HandoverId, Instant, ItemId, nullable, Person, Reason } from '#kernel/schema.ts';

const Kind = Type.String({ pattern: '^[a-z-]{1,40}$' });
/** More than this nobody picks one by one. */
const MOST_ITEMS = 2000;

export const PreviewReturn = operation({
  name: 'handover.preview-return',
  says: 'See what of a hand-over is still to be done, and could go back to a leaver who has returned.',
  method: 'GET',
  path: '/handovers/{handoverId}/return',
  input: Type.Object({ handoverId: HandoverId }),
  output: Type.Object({
    /** Why nothing can be taken back now. */
    refused: nullable(Type.String()),
    /** Of each kind: what moved, what is still to be done and not the leaver’s, what of that the leaver can take, and what of that somebody has worked on since. */
    kinds: Type.Array(
      Type.Object({
        kind: Type.String(),
        items: Type.Integer(),
        unfinished: Type.Integer(),
        able: Type.Integer(),
        touched: Type.Integer(),
      }),
    ),
    returns: Type.Array(Type.Object({ at: Instant, by: Person, items: Type.Integer(), reason: Type.String() })),
  }),
  refusals: ['handover/receipt-not-found'],
});

export const ListReturn = operation({
  name: 'handover.list-return',
  says: 'List what of one kind of a hand-over is still to be done, who has it, and what stands against giving it back.',
  method: 'GET',
  path: '/handovers/{handoverId}/return/{kind}',
  input: Type.Object({ handoverId: HandoverId, kind: Kind, after: Type.Optional(Cursor) }),
  output: Type.Object({
    items: Type.Array(
      Type.Object({
        /** Null where it is a patient whose master file is closed to the reader. */
        itemId: nullable(ItemId),
        since: Instant,
        facet: nullable(Type.String()),
        /** Nobody: it waits in the pool. */
        holder: nullable(Person),
        conflict: nullable(Type.String()),
        /** Somebody has worked on it since it was handed over. */
        touched: Type.Boolean(),
        /** Null where the item concerns a patient closed to the reader. */
        says: nullable(Type.String()),
      }),
    ),
    next: nullable(Cursor),
  }),
  refusals: ['handover/receipt-not-found', 'handover/plan-malformed', 'request/cursor-unknown'],
});

/** Beyond the time in which a hand-over can be undone: what anybody has not finished goes back, with a line in the ledger. */
export const TakeBackWork = operation({
  name: 'handover.take-back-work',
  says: 'Give a leaver who has returned what of the hand-over is still to be done, by kind or item by item.',
  method: 'POST',
  path: '/handovers/{handoverId}/return',
  sensitive: true,
  patienceSeconds: 600,
  input: Type.Object({
    handoverId: HandoverId,
    /** All of a kind that the leaver can take but some, or these items of it. */
    what: Type.Array(
      Type.Object({
        kind: Kind,
        itemIds: Type.Optional(Type.Array(ItemId, { minItems: 1, maxItems: MOST_ITEMS, uniqueItems: true })),
        exceptIds: Type.Optional(Type.Array(ItemId, { minItems: 1, maxItems: MOST_ITEMS, uniqueItems: true })),
        /** What somebody has worked on since goes back only where this is said. */
        alsoTouched: Type.Optional(Type.Boolean()),
      }),
      { minItems: 1, maxItems: 40 },
    ),
    /** As many as were shown; when it is another number by now, nothing goes back. */
    items: Type.Integer({ minimum: 1, maximum: 10_000_000 }),
    reason: Reason,
  }),
  output: Type.Object({ items: Type.Integer() }),
  refusals: [
    'handover/receipt-not-found',
    'handover/plan-malformed',
    'handover/leaver-still-out',
    'handover/leaver-locked',
    'handover/plan-changed',
  ],
});
