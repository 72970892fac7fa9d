import { type Static, Type } from 'typebox';
import { type FileAnswer, operation } from '#kernel/contract.ts';
import { Cursor, Instant, ItemId, nullable, PatientId, Person, UserId } from '#kernel/schema.ts';

const Kind = Type.String({ pattern: '^[a-z-]{1,40}$' });

export const poolSorts = ['waiting', 'urgency', 'kind', 'patient'] as const;
export type PoolSort = (typeof poolSorts)[number];

const Filters = {
  kind: Type.Optional(Kind),
  /** Urgent tasks and abnormal results only. */
  urgent: Type.Optional(Type.Boolean()),
  /** Only what arrived for somebody who had left. */
  late: Type.Optional(Type.Boolean()),
  /** Only what waits longer than the clinic lets it. */
  overdue: Type.Optional(Type.Boolean()),
  /** How the patient’s last name begins. */
  patient: Type.Optional(Type.String({ maxLength: 100, pattern: '^[^\\x00]*$' })),
  sort: Type.Optional(Type.Enum([...poolSorts])),
  descending: Type.Optional(Type.Boolean()),
};

export const PoolItem = Type.Object({
  kind: Type.String(),
  itemId: ItemId,
  facet: nullable(Type.String()),
  since: Instant,
  overdue: Type.Boolean(),
  /** What it says, in a line. */
  says: nullable(Type.String()),
  patient: nullable(Type.Object({ patientId: PatientId, name: Type.String() })),
  cameFrom: nullable(Person),
  /** Whom it was for, who had left when it came. */
  arrivedFor: nullable(Person),
});
export type PoolItem = Static<typeof PoolItem>;

export const PoolKind = Type.Object({
  kind: Type.String(),
  items: Type.Integer(),
  urgent: Type.Integer(),
  late: Type.Integer(),
  /** Those of closed patients are counted too: they must not be forgotten either. */
  overdue: Type.Integer(),
  /** About patients closed to the reader; not among `items`. */
  withheld: Type.Integer(),
  oldest: nullable(Instant),
  withheldOldest: nullable(Instant),
});
export type PoolKind = Static<typeof PoolKind>;

export const ListPool = operation({
  name: 'handover.list-pool',
  says: 'List what waits in the clinic’s unassigned pool, over all kinds of work.',
  method: 'GET',
  path: '/handover/pool/items',
  input: Type.Object({ ...Filters, after: Type.Optional(Cursor) }),
  output: Type.Object({
    items: Type.Array(PoolItem),
    next: nullable(Cursor),
    /** Of the whole pool, whatever the filters say. */
    kinds: Type.Array(PoolKind),
    /** So many days work may wait there before the administrators are told. */
    alarmDays: Type.Integer(),
  }),
  refusals: ['request/cursor-unknown', 'handover/plan-malformed'],
});

/** The names of patients leave the clinic’s pages with it: taking it out is an act. */
export const ExportPool = operation({
  name: 'handover.export-pool',
  says: 'Take what waits in the unassigned pool out as a file.',
  method: 'POST',
  path: '/handover/pool/file',
  files: ['text/csv'],
  input: Type.Object(Filters),
  output: Type.Unsafe<FileAnswer>(Type.Any()),
  refusals: ['handover/plan-malformed'],
});

const Chosen = Type.Array(Type.Object({ kind: Kind, itemId: ItemId }), { minItems: 1, maxItems: 200 });
const assignRefusals = ['user/not-found', 'work/holder-not-active', 'handover/plan-malformed'] as const;

export const PreviewAssignment = operation({
  name: 'handover.preview-assignment',
  says: 'See what stands against giving work from the pool to a user.',
  method: 'POST',
  path: '/handover/pool/assignment/preview',
  input: Type.Object({ userId: UserId, items: Chosen }),
  output: Type.Object({
    /** Those still in the pool, in the order asked for; what stands against each, or nothing. */
    items: Type.Array(Type.Object({ kind: Type.String(), itemId: ItemId, conflict: nullable(Type.String()) })),
    /** What should be thought of before that user has them, whatever the item. */
    doubts: Type.Array(Type.Object({ kind: Type.String(), doubt: Type.String() })),
  }),
  refusals: assignRefusals,
});

export const ReadDoubts = operation({
  name: 'handover.read-doubts',
  says: 'See what should be thought of before a colleague is given work: away, covering, a number missing, an item they may not see.',
  method: 'GET',
  path: '/colleagues/{userId}/doubts/{kind}',
  access: 'signed-in',
  /** What stands against an item is told to its holder, to who covers, and of what nobody holds. */
  input: Type.Object({ userId: UserId, kind: Kind, itemId: Type.Optional(ItemId) }),
  output: Type.Object({ doubts: Type.Array(Type.String()) }),
  refusals: assignRefusals,
});

export const AssignPool = operation({
  name: 'handover.assign-pool',
  says: 'Give work from the unassigned pool to a user.',
  method: 'POST',
  path: '/handover/pool/assignment',
  input: Type.Object({ userId: UserId, items: Chosen }),
  output: Type.Object({ items: Type.Integer() }),
  refusals: [...assignRefusals, 'handover/pool-changed', 'handover/cannot-take'],
});

const OfKind = { kind: Kind, userId: UserId };

export const PreviewWithheld = operation({
  name: 'handover.preview-withheld',
  says: 'See how much of what is withheld in the pool a user can take, unseen.',
  method: 'GET',
  path: '/handover/pool/withheld/{kind}/{userId}',
  input: Type.Object(OfKind),
  /** How much of the kind is withheld from the reader, and how much of that the user can take. */
  output: Type.Object({ items: Type.Integer(), able: Type.Integer() }),
  refusals: assignRefusals,
});

/** Neither the answer nor the entry says what it is. */
export const AssignWithheld = operation({
  name: 'handover.assign-withheld',
  says: 'Give what is withheld in the unassigned pool to a user who may see it, unseen.',
  method: 'POST',
  path: '/handover/pool/withheld/{kind}/assignment',
  input: Type.Object({
    ...OfKind,
    /** As many as were shown; when it is another number by now, nothing moves. */ items: Type.Integer({
      minimum: 1,
      maximum: 1_000_000,
    }),
  }),
  output: Type.Object({ items: Type.Integer() }),
  refusals: [...assignRefusals, 'handover/pool-changed'],
});
