import { type Static, Type } from 'typebox';
import { type FileAnswer, operation } from '#kernel/contract.ts';
import { AsOf, Cursor, Instant, nullable, PatientId, Person, RoleId, UserId } from '#kernel/schema.ts';
import { Permission, PermissionName } from './contract.ts';

/** Since when it is on record who could do what: nothing can be said of before. */
const recordedSince = Instant;

const Through = Type.Object({ roleId: RoleId, name: Type.String() });
export type Through = Static<typeof Through>;
const Held = Type.Object({
  ...Permission.properties,
  through: Type.Array(Through),
  /** Since when without a break, through whichever of these roles is the oldest. */
  since: Instant,
});
export type Held = Static<typeof Held>;

export const ReadAccess = operation({
  name: 'roles.read-access',
  says: 'See everything a user can do, and through which role, now or at any past moment.',
  method: 'GET',
  path: '/users/{userId}/access',
  input: Type.Object({ userId: UserId, ...AsOf }),
  output: Type.Object({
    userId: UserId,
    name: Type.String(),
    type: Type.String(),
    /** What the user was at that moment. */
    status: Type.Enum(['active', 'locked', 'inactive']),
    roles: Type.Array(Through),
    sites: Type.Array(Type.String()),
    permissions: Type.Array(Held),
    recordedSince,
  }),
  refusals: ['user/not-found', 'role/not-on-record', 'role/moment-to-come'],
});
export type Access = Static<typeof ReadAccess.output>;

export const ListHolders = operation({
  name: 'roles.list-holders',
  says: 'See everybody who has a permission, and through which role, now or at any past moment.',
  method: 'GET',
  path: '/permissions/{permission}/holders',
  input: Type.Object({ permission: PermissionName, ...AsOf, after: Type.Optional(Cursor) }),
  output: Type.Object({
    ...Permission.properties,
    users: Type.Integer(),
    holders: Type.Array(
      Type.Object({
        ...Person.properties,
        type: Type.String(),
        /** May not sign in, at that moment. */
        locked: Type.Boolean(),
        through: Type.Array(Through),
      }),
    ),
    next: nullable(Cursor),
    recordedSince,
  }),
  refusals: ['role/unknown-permission', 'role/not-on-record', 'role/moment-to-come', 'request/cursor-unknown'],
});
export type Holder = Static<typeof ListHolders.output>['holders'][number];

export const ExportHolders = operation({
  name: 'roles.export-holders',
  says: 'Take everybody who has a permission, and through which role, as a file.',
  method: 'POST',
  path: '/permissions/{permission}/holder-files',
  files: ['text/csv'],
  patienceSeconds: 60,
  input: Type.Object({ permission: PermissionName, ...AsOf }),
  output: Type.Unsafe<FileAnswer>(Type.Any()),
  refusals: ['role/unknown-permission', 'role/not-on-record', 'role/moment-to-come'],
});

/** What access hangs on, in the order in which it is asked. */
export const stepKinds = ['status', 'lock', 'credentials', 'role', 'type', 'site', 'number', 'block'] as const;
export type StepKind = (typeof stepKinds)[number];

/** Whether somebody can sign in, and, where not, why. */
export const signInStates = [
  'ready',
  'none',
  'not-ready',
  'expired',
  'last-day-over',
  /** After too many wrong tries; opens by itself. */
  'held',
  'must-change',
  'must-enrol',
  /** Of a time of which it is known only that there were credentials. */
  'not-on-record',
] as const;
export type SignInState = (typeof signInStates)[number];

/** Whether a user can do something, for a patient too, and what stands in the way. */
export const ExplainAccess = operation({
  name: 'roles.explain-access',
  says: 'Ask why a user can or cannot do something, for a patient too, now or at any past moment.',
  method: 'POST',
  path: '/users/{userId}/access/explanation',
  input: Type.Object({
    userId: UserId,
    permission: PermissionName,
    patientId: Type.Optional(PatientId),
    ...AsOf,
  }),
  output: Type.Object({
    name: Type.String(),
    permission: PermissionName,
    says: Type.String(),
    allowed: Type.Boolean(),
    /** The first thing in the way; nothing when it is allowed. */
    because: nullable(Type.Enum([...stepKinds])),
    signIn: Type.Enum([...signInStates]),
    steps: Type.Array(Type.Object({ step: Type.Enum([...stepKinds]), passes: Type.Boolean() })),
    /** Through which roles, at that moment. */
    through: Type.Array(Through),
    /** The roles that would allow it. */
    allowedBy: Type.Array(Type.String()),
    /** The user’s type, today: of the past it is not on record. */
    type: Type.String(),
    sites: Type.Array(Type.String()),
    /** The numbers of the province that are still missing for it. */
    lacks: Type.Array(Type.String()),
    heldUntil: nullable(Instant),
    activeSince: nullable(Instant),
    leftAt: nullable(Instant),
    lockedAt: nullable(Instant),
    lockedReason: nullable(Type.String()),
    blockedSince: nullable(Instant),
    /** The set by which the patient is closed; only for those who may lay blocks. */
    blockedBy: nullable(Type.String()),
  }),
  refusals: [
    'user/not-found',
    'patient/not-found',
    'role/unknown-permission',
    'role/not-on-record',
    'role/moment-to-come',
  ],
});
export type Explanation = Static<typeof ExplainAccess.output>;
