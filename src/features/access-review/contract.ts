import { type Static, Type } from 'typebox';
import { type FileAnswer, operation } from '#kernel/contract.ts';
import {
  Cursor,
  Day,
  FilledLine,
  Instant,
  nullable,
  Person,
  Reason,
  ReviewId,
  RoleId,
  SiteId,
  UserId,
} from '#kernel/schema.ts';

export const scopes = ['all', 'site', 'role'] as const;
export type ScopeKind = (typeof scopes)[number];

/** How a line stands. `left`: the user was deactivated before anything was decided. `handed`: still to be deactivated. */
export const states = ['undecided', 'handed', 'confirmed', 'ended', 'out', 'left'] as const;
export type State = (typeof states)[number];
const State = Type.Enum([...states]);
/** The states in which something is still to be done. */
export const waiting: readonly State[] = ['undecided', 'handed'];

/** What somebody must hold to be a reviewer. */
export const reviewing: readonly string[] = [
  'access-review.read-review',
  'access-review.confirm-lines',
  'access-review.end-access',
  'access-review.hand-to-deactivate',
];

const count = Type.Integer();
const Counts = Type.Object({
  undecided: count,
  handed: count,
  confirmed: count,
  ended: count,
  out: count,
  left: count,
});
export type Counts = Static<typeof Counts>;

const Heading = Type.Object({
  reviewId: ReviewId,
  name: Type.String(),
  scope: Type.Enum([...scopes]),
  /** The site’s or the role’s name when it was started. */
  scopeName: Type.String(),
  dueOn: Day,
  startedAt: Instant,
  startedBy: Person,
  closedAt: nullable(Instant),
  counts: Counts,
  /** How many lines the caller has still to decide. */
  mine: Type.Integer(),
});
export type Heading = Static<typeof Heading>;

export const ListReviews = operation({
  name: 'access-review.list-reviews',
  says: 'See the access reviews, and how far each of them is.',
  method: 'GET',
  path: '/access-reviews',
  input: Type.Object({}),
  output: Type.Object({ reviews: Type.Array(Heading) }),
  refusals: [],
});

const Scope = {
  scope: Type.Enum([...scopes]),
  siteId: Type.Optional(SiteId),
  roleId: Type.Optional(RoleId),
};
const ReviewerIds = Type.Array(UserId, { uniqueItems: true, maxItems: 50 });
const Share = Type.Object({ ...Person.properties, lines: Type.Integer() });

export const PreviewReview = operation({
  name: 'access-review.preview-review',
  says: 'See how many lines an access review would have, and who would review whom.',
  method: 'GET',
  path: '/access-review-preview',
  input: Type.Object({ ...Scope, reviewerIds: Type.Optional(ReviewerIds) }),
  output: Type.Object({
    lines: Type.Integer(),
    shares: Type.Array(Share),
    /** Reviewers who are in it themselves; their own lines go to another one. */
    within: Type.Array(Type.String()),
    /** Whoever has nobody else to review them. */
    nobodyFor: nullable(Type.String()),
    /** Everybody who may be a reviewer. */
    candidates: Type.Array(Type.Object({ ...Person.properties, type: Type.String() })),
  }),
  refusals: ['site/not-found', 'role/not-found', 'review/reviewer-not-permitted'],
});
export type Preview = Static<typeof PreviewReview.output>;

export const StartReview = operation({
  name: 'access-review.start-review',
  says: 'Start an access review: of everybody, of a site or of a role, with the reviewers who decide.',
  method: 'POST',
  path: '/access-reviews',
  input: Type.Object({
    name: FilledLine,
    ...Scope,
    dueOn: Day,
    reviewerIds: Type.Array(UserId, { uniqueItems: true, minItems: 1, maxItems: 50 }),
  }),
  output: Type.Object({ reviewId: ReviewId, lines: Type.Integer() }),
  refusals: [
    'site/not-found',
    'role/not-found',
    'review/nobody-in-scope',
    'review/due-in-the-past',
    'review/reviewer-not-permitted',
    'review/own-line',
  ],
});

export const changeKinds = ['same', 'new', 'gone'] as const;
/** A role or a site: as at the snapshot, given since, or gone since. */
const Held = Type.Object({ id: Type.String(), name: Type.String(), change: Type.Enum([...changeKinds]) });
export type Held = Static<typeof Held>;

const Line = Type.Object({
  userId: UserId,
  userNumber: Type.Integer(),
  name: Type.String(),
  type: Type.String(),
  /** At the snapshot. */
  status: Type.Enum(['active', 'locked']),
  statusNow: Type.Enum(['active', 'locked', 'inactive']),
  roles: Type.Array(Held),
  sites: Type.Array(Held),
  permissions: Type.Integer(),
  lastSignInAt: nullable(Instant),
  blocks: Type.Integer(),
  blocksBefore: Type.Integer(),
  /** The sets behind the blocks, as far as the caller may know them. */
  blockedBy: Type.Array(Type.String()),
  reviewer: Type.String(),
  /** The caller decides it. */
  mine: Type.Boolean(),
  state: State,
  decidedAt: nullable(Instant),
  reason: nullable(Type.String()),
  endedRoles: Type.Array(Type.String()),
  endedSites: Type.Array(Type.String()),
  outcome: nullable(Type.Enum(['deactivated', 'locked'])),
  /** Stands for the line and the access that were seen; a decision hands it back. */
  seen: Type.String(),
});
export type Line = Static<typeof Line>;

export const lineSorts = ['name', 'last-sign-in', 'permissions'] as const;
export const shows = ['undecided', 'handed', 'decided', 'all'] as const;

export const ReadReview = operation({
  name: 'access-review.read-review',
  says: 'Look at an access review with its lines: what each user holds, and what was decided.',
  method: 'GET',
  path: '/access-reviews/{reviewId}',
  input: Type.Object({
    reviewId: ReviewId,
    show: Type.Optional(Type.Enum([...shows])),
    /** Only the lines that the caller decides. */
    mine: Type.Optional(Type.Boolean()),
    sort: Type.Optional(Type.Enum([...lineSorts])),
    descending: Type.Optional(Type.Boolean()),
    after: Type.Optional(Cursor),
  }),
  output: Type.Object({
    ...Heading.properties,
    closedBy: nullable(Type.String()),
    closedReason: nullable(Type.String()),
    digest: nullable(Type.String()),
    /** The caller started it, or whoever did is no longer here. */
    mayClose: Type.Boolean(),
    /** Sites can be ended: there is more than one. */
    multisite: Type.Boolean(),
    overdue: Type.Boolean(),
    reviewers: Type.Array(Type.Object({ ...Share.properties, waiting: Type.Integer() })),
    /** Who could take lines over. */
    candidates: Type.Array(Person),
    lines: Type.Array(Line),
    next: nullable(Cursor),
    /** How many lines the filters let through. */
    matching: Type.Integer(),
  }),
  refusals: ['review/not-found', 'request/cursor-unknown'],
});
export type Review = Static<typeof ReadReview.output>;

const Seen = Type.String({ pattern: '^[0-9a-f]{32}$' });
const decided = ['review/not-found', 'review/already-closed', 'review/not-yours', 'review/line-changed'] as const;

export const ConfirmLines = operation({
  name: 'access-review.confirm-lines',
  says: 'Confirm in an access review that users keep what they hold.',
  method: 'POST',
  path: '/access-reviews/{reviewId}/confirmations',
  input: Type.Object({
    reviewId: ReviewId,
    lines: Type.Array(Type.Object({ userId: UserId, seen: Seen }), { minItems: 1, maxItems: 200 }),
  }),
  output: Type.Object({ confirmed: Type.Integer() }),
  refusals: [...decided],
});

export const EndAccess = operation({
  name: 'access-review.end-access',
  says: 'End roles or sites of a user in an access review; it acts at once.',
  method: 'POST',
  path: '/access-reviews/{reviewId}/lines/{userId}/ending',
  input: Type.Object({
    reviewId: ReviewId,
    userId: UserId,
    seen: Seen,
    roleIds: Type.Array(RoleId, { uniqueItems: true, maxItems: 100 }),
    siteIds: Type.Array(SiteId, { uniqueItems: true, maxItems: 200 }),
    reason: Reason,
  }),
  output: Type.Object({ endedRoles: Type.Array(Type.String()), endedSites: Type.Array(Type.String()) }),
  refusals: [
    ...decided,
    'review/nothing-to-end',
    'user/booked-at-site',
    'user/role-missing',
    'user/last-administrator',
  ],
});

export const HandToDeactivate = operation({
  name: 'access-review.hand-to-deactivate',
  says: 'Decide in an access review that a user’s whole access ends, and hand the user to Deactivate.',
  method: 'POST',
  path: '/access-reviews/{reviewId}/lines/{userId}/handing',
  input: Type.Object({ reviewId: ReviewId, userId: UserId, seen: Seen, reason: Reason }),
  output: Type.Object({}),
  refusals: [...decided],
});

export const TakeBackDecision = operation({
  name: 'access-review.take-back-decision',
  says: 'Take back a decision of one’s own in an access review, as long as nothing was ended by it.',
  method: 'DELETE',
  path: '/access-reviews/{reviewId}/lines/{userId}/decision',
  input: Type.Object({ reviewId: ReviewId, userId: UserId }),
  output: Type.Object({}),
  refusals: ['review/not-found', 'review/already-closed', 'review/not-yours', 'review/nothing-to-take-back'],
});

export const GiveLines = operation({
  name: 'access-review.give-lines',
  says: 'Give what a reviewer has not decided yet to another reviewer.',
  method: 'POST',
  path: '/access-reviews/{reviewId}/lines/giving',
  input: Type.Object({ reviewId: ReviewId, fromUserId: UserId, toUserId: UserId }),
  /** A line about the new reviewer stays where it is. */
  output: Type.Object({ given: Type.Integer(), stayed: Type.Integer() }),
  refusals: ['review/not-found', 'review/already-closed', 'review/reviewer-not-permitted', 'review/nothing-to-give'],
});

export const CloseReview = operation({
  name: 'access-review.close-review',
  says: 'Close an access review that one has started; closed is final.',
  method: 'POST',
  path: '/access-reviews/{reviewId}/closing',
  input: Type.Object({ reviewId: ReviewId, reason: Type.Optional(Reason) }),
  output: Type.Object({ digest: Type.String() }),
  refusals: ['review/not-found', 'review/already-closed', 'review/not-starter', 'review/reason-missing'],
});

export const formats = ['pdf', 'csv'] as const;

export const MakeDocument = operation({
  name: 'access-review.make-document',
  says: 'Take the document of an access review out, as PDF or CSV.',
  method: 'POST',
  path: '/access-reviews/{reviewId}/document',
  files: ['application/pdf', 'text/csv'],
  input: Type.Object({ reviewId: ReviewId, format: Type.Enum([...formats]) }),
  output: Type.Unsafe<FileAnswer>(Type.Any()),
  refusals: ['review/not-found'],
});
