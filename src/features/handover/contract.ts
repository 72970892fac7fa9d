import { type Static, Type } from 'typebox';
import { operation } from '#kernel/contract.ts';
import {
  BlockId,
  Cursor,
  Day,
  HandoverId,
  Instant,
  ItemId,
  nullable,
  Person,
  Reason,
  RoleId,
  SetId,
  SiteId,
  UserId,
} from '#kernel/schema.ts';

const How = Type.Enum(['transfer', 'cancel', 'return']);
const Kind = Type.String({ pattern: '^[a-z-]{1,40}$' });
export const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('');
const Letter = Type.Enum(letters);
const Age = Type.Integer({ minimum: 0, maximum: 150 });

/** Which items of a kind a rule is for: all of what is said holds of each. Left out: every item. */
export const Where = Type.Object({
  siteId: Type.Optional(SiteId),
  /** Since when an item waits; of an appointment, when it takes place. Days of the clinic, both included. */
  from: Type.Optional(Day),
  until: Type.Optional(Day),
  /** The patient’s most responsible provider. */
  mrpId: Type.Optional(UserId),
  facet: Type.Optional(Kind),
  setId: Type.Optional(SetId),
  /** With which letter the patient’s last name begins, both included; accents do not count. A to Z is everybody. */
  nameFrom: Type.Optional(Letter),
  nameTo: Type.Optional(Letter),
  /** How the patient’s postal code begins. */
  postalCode: Type.Optional(Type.String({ pattern: '^[A-Za-z][0-9A-Za-z]{0,2}$' })),
  /** The patient’s age today in whole years, both included. */
  ageFrom: Type.Optional(Age),
  ageTo: Type.Optional(Age),
  /** These alone: how a conflict of one item is resolved. */
  itemIds: Type.Optional(Type.Array(ItemId, { minItems: 1, maxItems: 100 })),
});
export type Where = Static<typeof Where>;

/**
 * What happens to the items of a kind that a rule is for. In the order of the plan, each item goes by the first
 * rule of its kind that fits it and whose successors can take it; several successors take turns.
 */
export const PlanRule = Type.Object({
  kind: Kind,
  where: Type.Optional(Where),
  how: How,
  successorIds: Type.Optional(Type.Array(UserId, { minItems: 1, maxItems: 20 })),
});
export type PlanRule = Static<typeof PlanRule>;
export const Plan = Type.Array(PlanRule, { maxItems: 200 });

const Against = Type.Array(
  Type.Object({
    conflict: Type.String(),
    items: Type.Integer(),
    /** Of which successors it is said, where it is not of the items. */
    userIds: Type.Optional(Type.Array(UserId)),
  }),
);
/** What one rule does, counted. */
export const RuleWeight = Type.Object({
  /** Items that go by this rule. */
  items: Type.Integer(),
  to: Type.Array(Type.Object({ userId: UserId, items: Type.Integer() })),
  /** Items that it fits, and that none of its successors can take: they fall to the rules after it. */
  passed: Against,
  /** Items that go by it and should be looked at. */
  doubts: Against,
});
export type RuleWeight = Static<typeof RuleWeight>;

export const KindPreview = Type.Object({
  kind: Type.String(),
  count: Type.Integer(),
  oldest: nullable(Instant),
  /** How the items of a kind are told apart, the most urgent first: unread, open, snoozed; urgent; abnormal. */
  facets: Type.Array(Type.Object({ facet: Type.String(), items: Type.Integer(), oldest: nullable(Instant) })),
  dispositions: Type.Array(How),
  /** Work of this kind is done at a site. */
  hasSite: Type.Boolean(),
  /** As many as the plan has for this kind, in its order. */
  rules: Type.Array(RuleWeight),
  /** Items that would still be the leaver’s under this plan. */
  left: Type.Integer(),
});
export type KindPreview = Static<typeof KindPreview>;

/** What a plan can be refused for, whoever weighs it. */
const planRefusals = ['handover/plan-malformed', 'site/not-found', 'set/not-found', 'user/not-found'] as const;

export const PreviewDeactivation = operation({
  name: 'handover.preview-deactivation',
  says: 'See what a user still holds and what a plan would do with it.',
  method: 'POST',
  path: '/users/{userId}/deactivation/preview',
  patienceSeconds: 60,
  input: Type.Object({ userId: UserId, plan: Type.Optional(Plan) }),
  output: Type.Object({
    user: Type.Object({ userId: UserId, name: Type.String(), type: Type.String(), status: Type.String() }),
    /** Why this user cannot be deactivated at all, whatever the plan. */
    refused: nullable(Type.String()),
    /** What this plan would be refused for, beside work that is left: said while planning, and not only at the end. */
    planRefused: nullable(
      Type.Object({
        code: Type.String(),
        facts: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()])),
      }),
    ),
    kinds: Type.Array(KindPreview),
    /** What each successor of the plan holds today. */
    loads: Type.Array(Type.Object({ userId: UserId, items: Type.Integer() })),
    /** The sites that a rule may name. */
    sites: Type.Array(Type.Object({ siteId: SiteId, name: Type.String() })),
    /** The patient sets that a rule may name; none for whoever may not see them. */
    sets: Type.Array(Type.Object({ setId: SetId, name: Type.String() })),
    sessions: Type.Integer(),
    /** What leaving disconnects: fields of the provider record, by their keys. */
    disconnects: Type.Array(Type.String()),
    countedAt: Instant,
    planHash: Type.String(),
  }),
  refusals: [...planRefusals, 'user/already-inactive'],
});

export const ListOpenWork = operation({
  name: 'handover.list-open-work',
  says: 'List a user’s open work of one kind, where a plan puts it, and what stands against that.',
  method: 'POST',
  path: '/users/{userId}/open-work/{kind}',
  input: Type.Object({
    userId: UserId,
    kind: Kind,
    plan: Type.Optional(Plan),
    /** Only what the rule at this place among those of the kind fits; the first is 1. */
    rule: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
    onlyConflicts: Type.Optional(Type.Boolean()),
    after: Type.Optional(Cursor),
  }),
  output: Type.Object({
    items: Type.Array(
      Type.Object({
        /** Null where it is a patient whose master file is closed to the reader. */
        itemId: nullable(Type.String()),
        since: Instant,
        facet: nullable(Type.String()),
        conflict: nullable(Type.String()),
        /** What should be thought of before that successor has it, whatever the item. */
        doubts: Type.Array(Type.String()),
        /** The place of the rule it goes by; null where it would stay. */
        rule: nullable(Type.Integer()),
        successorId: nullable(UserId),
        /** Null where the item concerns a patient closed to the reader. */
        says: nullable(Type.String()),
      }),
    ),
    next: nullable(Cursor),
  }),
  refusals: [...planRefusals, 'request/cursor-unknown'],
});

export const DeactivateUser = operation({
  name: 'handover.deactivate-user',
  says: 'Hand over all open work of a user and end their activity.',
  method: 'POST',
  path: '/users/{userId}/deactivation',
  sensitive: true,
  patienceSeconds: 600,
  input: Type.Object({ userId: UserId, plan: Plan, planHash: Type.String({ maxLength: 100 }), reason: Reason }),
  output: Type.Object({
    userId: UserId,
    handoverId: HandoverId,
    moved: Type.Array(Type.Object({ kind: Type.String(), items: Type.Integer() })),
    sessionsEnded: Type.Integer(),
  }),
  refusals: [
    ...planRefusals,
    'user/is-yourself',
    'user/already-inactive',
    'user/last-administrator',
    'request/stopped',
    'handover/plan-changed',
    'handover/work-left',
    'handover/successor-not-active',
    'handover/successor-locked',
    'handover/successor-is-leaver',
    'handover/plans-in-a-circle',
    'handover/rule-never-asked',
  ],
});

export const ReadReceipt = operation({
  name: 'handover.read-receipt',
  says: 'Read the receipt of a hand-over: what moved to whom.',
  method: 'GET',
  path: '/handovers/{handoverId}',
  input: Type.Object({ handoverId: HandoverId }),
  output: Type.Object({
    handoverId: HandoverId,
    at: Instant,
    reason: Type.String(),
    leaver: Person,
    actor: Person,
    sessionsEnded: Type.Integer(),
    /** Fields of the provider record that were disconnected. */
    disconnected: Type.Array(Type.String()),
    lines: Type.Array(
      Type.Object({ kind: Type.String(), disposition: How, successor: nullable(Person), items: Type.Integer() }),
    ),
    /** SHA-256 of the table of items, as it was sealed with the hand-over. */
    digest: nullable(Type.String()),
    /** Counted before; what moved adds up to the same, and nothing was left after. */
    counted: Type.Array(Type.Object({ kind: Type.String(), items: Type.Integer() })),
    successors: Type.Array(Type.Object({ userId: UserId, before: Type.Integer(), after: Type.Integer() })),
    leftNow: Type.Integer(),
  }),
  refusals: ['handover/receipt-not-found'],
});

export const ListReceiptItems = operation({
  name: 'handover.list-receipt-items',
  says: 'List every item of a hand-over: what it was, and where it went.',
  method: 'GET',
  path: '/handovers/{handoverId}/items',
  input: Type.Object({ handoverId: HandoverId, after: Type.Optional(Cursor) }),
  output: Type.Object({
    items: Type.Array(
      Type.Object({
        kind: Type.String(),
        itemId: Type.String(),
        /** Null where the item concerns a patient closed to the reader, and of what is there no more. */
        says: nullable(Type.String()),
        disposition: How,
        successor: nullable(Type.String()),
        /** When it was given back to the leaver. */
        backAt: nullable(Instant),
      }),
    ),
    /** Items that are not listed: patients whose master files are closed to the reader. */
    closed: Type.Integer(),
    next: nullable(Cursor),
  }),
  refusals: ['handover/receipt-not-found', 'request/cursor-unknown'],
});

const Departure = Type.Object({
  handoverId: HandoverId,
  at: Instant,
  by: Person,
  reason: Type.String(),
  roles: Type.Array(Type.Object({ roleId: RoleId, name: Type.String() })),
  sites: Type.Array(Type.Object({ siteId: SiteId, name: Type.String() })),
  /** The blocks that hold on: leaving lifts none. As far as the reader may see patient sets. */
  blocks: Type.Array(
    Type.Object({
      blockId: BlockId,
      name: Type.String(),
      reason: Type.String(),
      laidAt: Instant,
      endsAt: nullable(Instant),
    }),
  ),
});
/** What a user had on the day of leaving. */
export type Departure = Static<typeof Departure>;

export const ReadDeparture = operation({
  name: 'handover.read-departure',
  says: 'See what a deactivated user had on the day of leaving, to propose it on return.',
  method: 'GET',
  path: '/users/{userId}/departure',
  input: Type.Object({ userId: UserId }),
  /** Nothing of whoever has never left. */
  output: Type.Object({ departure: nullable(Departure) }),
  refusals: [],
});

export const ListWaiting = operation({
  name: 'handover.list-waiting',
  says: 'See who still holds open work and cannot sign in any more: locked, or without a security record since it was deleted.',
  method: 'GET',
  path: '/handover/waiting',
  input: Type.Object({}),
  output: Type.Object({
    waiting: Type.Array(
      Type.Object({
        userId: UserId,
        name: Type.String(),
        /** Else their security record was deleted. */
        locked: Type.Boolean(),
        items: Type.Integer(),
        oldest: nullable(Instant),
      }),
    ),
  }),
  refusals: [],
});

export const ReadPool = operation({
  name: 'handover.read-pool',
  says: 'See what waits in the clinic’s unassigned pool.',
  method: 'GET',
  path: '/handover/pool',
  input: Type.Object({}),
  output: Type.Object({
    kinds: Type.Array(
      Type.Object({
        kind: Type.String(),
        items: Type.Integer(),
        oldest: nullable(Instant),
        /** Those that have waited for longer than the clinic lets them. */
        overdue: Type.Integer(),
      }),
    ),
  }),
  refusals: [],
});
