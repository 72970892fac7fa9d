import { type Static, Type } from 'typebox';
import { operation } from '#kernel/contract.ts';
import {
  ClockTime,
  Cursor,
  Day,
  FilledLine,
  Instant,
  Line,
  nullable,
  PatientId,
  Person,
  RoleId,
  UserId,
  Version,
} from '#kernel/schema.ts';
import { factorsAsked } from '../second-factors/contract.ts';

/** The name of an operation, `users.add-user`. */
const PermissionName = Type.String({ minLength: 3, maxLength: 100, pattern: '^[a-z-]+\\.[a-z-]+$' });
const PermissionNames = Type.Array(PermissionName, { uniqueItems: true, maxItems: 1000 });
const SecondFactor = nullable(Type.Enum([...factorsAsked]));
const System = nullable(Type.Enum(['admin', 'doctor']));

const Permission = Type.Object({
  permission: PermissionName,
  /** What it lets somebody do, in the sentence of its operation. */
  says: Type.String(),
});
export type Permission = Static<typeof Permission>;

export const ListRoles = operation({
  name: 'roles.list-roles',
  says: 'See the roles, and how many users have each.',
  method: 'GET',
  path: '/roles',
  input: Type.Object({}),
  output: Type.Object({
    roles: Type.Array(
      Type.Object({
        roleId: RoleId,
        name: Type.String(),
        description: Type.String(),
        system: System,
        users: Type.Integer(),
        permissions: Type.Integer(),
        /** The caller holds all of its permissions, and so may copy it. */
        mayCopy: Type.Boolean(),
      }),
    ),
  }),
  refusals: [],
});
export type RoleLine = Static<typeof ListRoles.output>['roles'][number];

/** What the two lists of a role choose from: made from the operations, so that a new one stands there by itself. */
export const ListPermissions = operation({
  name: 'roles.list-permissions',
  says: 'Every permission there is, with what it allows.',
  method: 'GET',
  path: '/permissions',
  access: 'signed-in',
  input: Type.Object({}),
  output: Type.Object({
    permissions: Type.Array(
      Type.Object({
        ...Permission.properties,
        /** The caller holds it, and so may put it into a role. */
        mayGive: Type.Boolean(),
      }),
    ),
  }),
  refusals: [],
});
export type PermissionChoice = Static<typeof ListPermissions.output>['permissions'][number];

export const ReadRole = operation({
  name: 'roles.read-role',
  says: 'Look at a role: what it allows, and who has it.',
  method: 'GET',
  path: '/roles/{roleId}',
  input: Type.Object({ roleId: RoleId, after: Type.Optional(Cursor) }),
  output: Type.Object({
    roleId: RoleId,
    name: Type.String(),
    description: Type.String(),
    system: System,
    permissions: Type.Array(Permission),
    mayCopy: Type.Boolean(),
    /** What it asks of whoever has it. */
    secondFactor: SecondFactor,
    users: Type.Integer(),
    /** Users who have the role and no such factor yet. */
    withoutFactor: Type.Integer(),
    /** Some of the users who have it, by name; `next` leads to the others. */
    holders: Type.Array(Type.Object({ ...Person.properties, onlyRole: Type.Boolean() })),
    next: nullable(Cursor),
    version: Version,
  }),
  refusals: ['role/not-found', 'request/cursor-unknown'],
});
export type RoleRecord = Static<typeof ReadRole.output>;

const Described = { name: FilledLine, description: Line };

export const CreateRole = operation({
  name: 'roles.create-role',
  says: 'Make a new role out of permissions that one holds.',
  method: 'POST',
  path: '/roles',
  input: Type.Object({ ...Described, permissions: PermissionNames }),
  output: Type.Object({ roleId: RoleId, version: Version }),
  refusals: ['role/name-taken', 'role/name-short', 'role/unknown-permission', 'role/permission-not-yours'],
});

export const CopyRole = operation({
  name: 'roles.copy-role',
  says: 'Copy a role under a new name.',
  method: 'POST',
  path: '/roles/{roleId}/copy',
  input: Type.Object({ roleId: RoleId, ...Described }),
  output: Type.Object({ roleId: RoleId, version: Version }),
  refusals: ['role/not-found', 'role/name-taken', 'role/name-short', 'role/permission-not-yours'],
});

export const UpdateRole = operation({
  name: 'roles.update-role',
  says: 'Change the name, the description and the permissions of a role.',
  method: 'PUT',
  path: '/roles/{roleId}',
  versioned: true,
  input: Type.Object({ roleId: RoleId, ...Described, permissions: PermissionNames, version: Version }),
  output: Type.Object({ roleId: RoleId, version: Version }),
  refusals: [
    'role/not-found',
    'role/system-managed',
    'role/name-taken',
    'role/name-short',
    'role/unknown-permission',
    'role/permission-not-yours',
    'role/own-last-right',
    'user/last-administrator',
  ],
});

export const SetSecondFactor = operation({
  name: 'roles.set-second-factor',
  says: 'Require a passkey or an authenticator app of everybody who has a role.',
  method: 'PUT',
  path: '/roles/{roleId}/second-factor',
  versioned: true,
  input: Type.Object({ roleId: RoleId, secondFactor: SecondFactor, version: Version }),
  output: Type.Object({ secondFactor: SecondFactor, withoutFactor: Type.Integer(), version: Version }),
  refusals: ['role/not-found', 'user/role-not-yours', 'role/second-factor-first'],
});

export const DeleteRole = operation({
  name: 'roles.delete-role',
  says: 'Delete a role, and give its users another one instead.',
  method: 'DELETE',
  path: '/roles/{roleId}',
  versioned: true,
  input: Type.Object({
    roleId: RoleId,
    /** What its users get instead; left out where each of them has another role. */
    replacementId: Type.Optional(RoleId),
    version: Version,
  }),
  output: Type.Object({ roleId: RoleId, usersMoved: Type.Integer() }),
  refusals: [
    'role/not-found',
    'role/system-managed',
    'role/replacement-missing',
    'role/replacement-is-itself',
    'user/role-not-yours',
    'role/own-last-right',
    'user/last-administrator',
  ],
});

/** Users for whom a change comes to the same. */
export const Effect = Type.Object({
  gains: Type.Array(Permission),
  loses: Type.Array(Permission),
  users: Type.Integer(),
  /** The first of them, by name. */
  named: Type.Array(Person),
});
export type Effect = Static<typeof Effect>;

/** Who gains and who loses what, worked out as the change would be carried out now. */
export const PreviewRoleChange = operation({
  name: 'roles.preview-role-change',
  says: 'See who would gain and lose what before a role is changed or deleted.',
  method: 'GET',
  path: '/roles/{roleId}/change',
  input: Type.Object({
    roleId: RoleId,
    /** The permissions it is to have. */
    permissions: Type.Optional(PermissionNames),
    /** It is to be deleted. */
    deleted: Type.Optional(Type.Boolean()),
    replacementId: Type.Optional(RoleId),
  }),
  output: Type.Object({
    /** How many have the role. */
    users: Type.Integer(),
    /** Users who neither gain nor lose anything are in none. */
    effects: Type.Array(Effect),
    /** Users who would be left without any role. */
    leftWithout: Type.Object({ users: Type.Integer(), named: Type.Array(Person) }),
  }),
  refusals: [
    'role/not-found',
    'role/system-managed',
    'role/unknown-permission',
    'role/permission-not-yours',
    'role/replacement-is-itself',
    'user/role-not-yours',
    'role/own-last-right',
  ],
});
export type RoleChange = Static<typeof PreviewRoleChange.output>;

/** A moment that has been, by the clinic's calendar and clock: a day without a time is its beginning, without a day it is now. */
export const AsOf = { day: Type.Optional(Day), time: Type.Optional(ClockTime) };
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

/** What access hangs on, in the order in which it is asked. */
export const stepKinds = ['status', 'lock', 'credentials', 'role', 'site', 'block'] as const;
export type StepKind = (typeof stepKinds)[number];

/** Whether somebody can sign in, and, where not, why; of a past moment no more is on record than whether there were credentials. */
export const signInStates = ['ready', 'none', 'not-ready', 'expired', 'must-change', 'must-enrol'] as const;
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
    sites: Type.Array(Type.String()),
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
