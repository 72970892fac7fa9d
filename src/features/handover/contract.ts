import { type Static, Type } from 'typebox';
import { operation } from '#kernel/contract.ts';
import { Cursor, HandoverId, Instant, nullable, Person, Reason, RoleId, SiteId, UserId } from '#kernel/schema.ts';

const UUID = '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}';
/**
 * What happens to all open work of one kind, in a line that fits a query string too:
 * `task:return`, `appointment:cancel`, `task:transfer:<user>`, or `task:transfer:<user>:return`,
 * where the last word is for what that user cannot take.
 */
export const PlanLine = Type.String({ pattern: `^[a-z-]+:(cancel|return|transfer:${UUID}(:(cancel|return))?)$` });
const Plan = Type.Array(PlanLine, { maxItems: 50 });
const How = Type.Enum(['transfer', 'cancel', 'return']);
const Kind = Type.String({ pattern: '^[a-z-]{1,40}$' });

export const KindPreview = Type.Object({
  kind: Type.String(),
  count: Type.Integer(),
  oldest: nullable(Instant),
  /** How the items of a kind are told apart: unread, open, snoozed; urgent; abnormal. */
  facets: Type.Array(Type.Object({ facet: Type.String(), items: Type.Integer() })),
  dispositions: Type.Array(How),
  /** Items the chosen successor cannot take, or should look at first, by reason. */
  conflicts: Type.Array(Type.Object({ conflict: Type.String(), items: Type.Integer(), blocking: Type.Boolean() })),
  /** Items that would still be the leaver's under this plan. */
  left: Type.Integer(),
});
export type KindPreview = Static<typeof KindPreview>;

export const PreviewDeactivation = operation({
  name: 'handover.preview-deactivation',
  says: 'See what a user still holds and what a plan would do with it.',
  method: 'GET',
  path: '/users/{userId}/deactivation',
  patienceSeconds: 60,
  input: Type.Object({ userId: UserId, plan: Type.Optional(Plan) }),
  output: Type.Object({
    user: Type.Object({ userId: UserId, name: Type.String(), type: Type.String(), status: Type.String() }),
    /** Why this user cannot be deactivated at all, whatever the plan. */
    refused: nullable(Type.String()),
    kinds: Type.Array(KindPreview),
    /** What each successor of the plan holds today. */
    loads: Type.Array(Type.Object({ userId: UserId, items: Type.Integer() })),
    sessions: Type.Integer(),
    countedAt: Instant,
    planHash: Type.String(),
  }),
  refusals: ['user/not-found', 'user/already-inactive', 'handover/plan-malformed'],
});

export const ListOpenWork = operation({
  name: 'handover.list-open-work',
  says: 'List a user’s open work of one kind, and what stands against a successor.',
  method: 'GET',
  path: '/users/{userId}/open-work/{kind}',
  input: Type.Object({
    userId: UserId,
    kind: Kind,
    successorId: Type.Optional(UserId),
    onlyConflicts: Type.Optional(Type.Boolean()),
    after: Type.Optional(Cursor),
  }),
  output: Type.Object({
    items: Type.Array(
      Type.Object({
        itemId: Type.String(),
        since: Instant,
        facet: nullable(Type.String()),
        conflict: nullable(Type.String()),
        /** Null where the item concerns a patient closed to the reader. */
        says: nullable(Type.String()),
      }),
    ),
    next: nullable(Cursor),
  }),
  refusals: ['handover/plan-malformed', 'request/cursor-unknown'],
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
    'user/not-found',
    'user/is-yourself',
    'user/already-inactive',
    'user/last-administrator',
    'handover/plan-malformed',
    'handover/plan-changed',
    'handover/work-left',
    'handover/successor-not-active',
    'handover/successor-locked',
    'handover/successor-is-leaver',
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
    lines: Type.Array(
      Type.Object({ kind: Type.String(), disposition: How, successor: nullable(Person), items: Type.Integer() }),
    ),
    /** Counted before; what moved adds up to the same, and nothing was left after. */
    counted: Type.Array(Type.Object({ kind: Type.String(), items: Type.Integer() })),
    successors: Type.Array(Type.Object({ userId: UserId, before: Type.Integer(), after: Type.Integer() })),
    leftNow: Type.Integer(),
  }),
  refusals: ['handover/receipt-not-found'],
});

export const ListReceiptItems = operation({
  name: 'handover.list-receipt-items',
  says: 'List every item of a hand-over, for the file.',
  method: 'GET',
  path: '/handovers/{handoverId}/items',
  input: Type.Object({ handoverId: HandoverId, after: Type.Optional(Cursor) }),
  output: Type.Object({
    items: Type.Array(
      Type.Object({ kind: Type.String(), itemId: Type.String(), disposition: How, successor: nullable(Type.String()) }),
    ),
    next: nullable(Cursor),
  }),
  refusals: ['handover/receipt-not-found', 'request/cursor-unknown'],
});

export const ReadDeparture = operation({
  name: 'handover.read-departure',
  says: 'See what a deactivated user had on the day of leaving, to propose it on return.',
  method: 'GET',
  path: '/users/{userId}/departure',
  input: Type.Object({ userId: UserId }),
  output: Type.Object({
    handoverId: HandoverId,
    at: Instant,
    byName: Type.String(),
    reason: Type.String(),
    roles: Type.Array(Type.Object({ roleId: RoleId, name: Type.String() })),
    sites: Type.Array(Type.Object({ siteId: SiteId, name: Type.String() })),
  }),
  refusals: ['handover/receipt-not-found'],
});

export const ListWaiting = operation({
  name: 'handover.list-waiting',
  says: 'See the locked users who still hold open work.',
  method: 'GET',
  path: '/handover/waiting',
  input: Type.Object({}),
  output: Type.Object({
    waiting: Type.Array(
      Type.Object({ userId: UserId, name: Type.String(), items: Type.Integer(), oldest: nullable(Instant) }),
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
    kinds: Type.Array(Type.Object({ kind: Type.String(), items: Type.Integer(), oldest: nullable(Instant) })),
  }),
  refusals: [],
});
