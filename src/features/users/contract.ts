import { type Static, Type } from 'typebox';
import { SiteColour } from '#features/sites/contract.ts';
import { operation } from '#kernel/contract.ts';
import { Invitation, Login, loginRefusals } from '../credentials/contract.ts';
import {
  Cursor,
  FilledLine,
  Instant,
  Line,
  nullable,
  Person,
  Reason,
  RoleId,
  SiteId,
  UserId,
  Version,
} from '#kernel/schema.ts';

export const userTypes = ['doctor', 'nurse', 'resident', 'midwife', 'receptionist', 'admin'] as const;
export type UserType = (typeof userTypes)[number];
export const UserType = Type.Enum([...userTypes]);
export const userStatuses = ['active', 'locked', 'inactive'] as const;
export type UserStatus = (typeof userStatuses)[number];
const UserStatus = Type.Enum([...userStatuses]);

const Named = Type.Object({ id: Type.String(), name: Type.String() });

const UserLine = Type.Object({
  userId: UserId,
  userNumber: Type.Integer(),
  lastName: Type.String(),
  firstName: Type.String(),
  type: UserType,
  status: UserStatus,
  roles: Type.Array(Type.String()),
  sites: Type.Array(Type.String()),
  hasCredentials: Type.Boolean(),
  lastSignInAt: nullable(Instant),
  /** Too many wrong tries: sign-in waits until then. */
  heldUntil: nullable(Instant),
});
export type UserLine = Static<typeof UserLine>;

export const sortKeys = ['name', 'type', 'status', 'last-sign-in'] as const;

export const ListUsers = operation({
  name: 'users.list-users',
  says: 'See everyone who works here or has worked here.',
  method: 'GET',
  path: '/users',
  input: Type.Object({
    /** `smith`, `smith, jo`, a user number or a username. */
    keyword: Type.Optional(Type.String({ maxLength: 100, pattern: '^[^\\x00]*$' })),
    type: Type.Optional(UserType),
    /** Only those whose sign-in ends within ten days. */
    expiresSoon: Type.Optional(Type.Boolean()),
    /** `current` is everyone who is not inactive. */
    status: Type.Optional(Type.Enum(['current', ...userStatuses])),
    sort: Type.Optional(Type.Enum([...sortKeys])),
    descending: Type.Optional(Type.Boolean()),
    after: Type.Optional(Cursor),
  }),
  output: Type.Object({
    users: Type.Array(UserLine),
    next: nullable(Cursor),
    /** How many match the keyword and the type, whatever their status. */
    counts: Type.Object({ active: Type.Integer(), locked: Type.Integer(), inactive: Type.Integer() }),
  }),
  refusals: ['request/cursor-unknown'],
});

const Contact = {
  address: Line,
  homePhone: Line,
  workPhone: Line,
  cellPhone: Line,
  fax: Line,
  contactEmail: Line,
};
const UserInformation = { lastName: FilledLine, firstName: FilledLine, type: UserType, speciality: Line };
export const ReadUser = operation({
  name: 'users.read-user',
  says: 'Look at a user’s record.',
  method: 'GET',
  path: '/users/{userId}',
  input: Type.Object({ userId: UserId }),
  output: Type.Object({
    userId: UserId,
    userNumber: Type.Integer(),
    ...UserInformation,
    ...Contact,
    status: UserStatus,
    lockedReason: nullable(Type.String()),
    roles: Type.Array(Named),
    sites: Type.Array(Named),
    username: nullable(Type.String()),
    email: nullable(Type.String()),
    lastSignInAt: nullable(Instant),
    heldUntil: nullable(Instant),
    version: Version,
  }),
  refusals: ['user/not-found'],
});
export type UserRecord = Static<typeof ReadUser.output>;

export const AddUser = operation({
  name: 'users.add-user',
  says: 'Add a user, with roles, sites and credentials.',
  method: 'POST',
  path: '/users',
  input: Type.Object({
    ...UserInformation,
    ...Contact,
    siteIds: Type.Array(SiteId, { uniqueItems: true, maxItems: 200 }),
    roleIds: Type.Array(RoleId, { uniqueItems: true, maxItems: 100 }),
    /** Left out for somebody who works here and never signs in. */
    login: Type.Optional(Login),
  }),
  output: Type.Object({ userId: UserId, userNumber: Type.Integer(), invitation: nullable(Invitation) }),
  refusals: ['user/role-missing', 'user/role-not-yours', 'role/not-found', 'site/not-found', ...loginRefusals],
});

export const UpdateUser = operation({
  name: 'users.update-user',
  says: 'Change a user’s information, contact, sites and roles.',
  method: 'PUT',
  path: '/users/{userId}',
  versioned: true,
  input: Type.Object({
    userId: UserId,
    ...UserInformation,
    ...Contact,
    siteIds: Type.Array(SiteId, { uniqueItems: true, maxItems: 200 }),
    roleIds: Type.Array(RoleId, { uniqueItems: true, maxItems: 100 }),
    version: Version,
  }),
  output: Type.Object({ userId: UserId, version: Version }),
  refusals: [
    'user/not-found',
    'user/already-inactive',
    'user/role-missing',
    'user/role-not-yours',
    'role/not-found',
    'site/not-found',
    'user/last-administrator',
  ],
});

export const LockUser = operation({
  name: 'users.lock-user',
  says: 'End a user’s sign-in at once; the work stays theirs.',
  method: 'PUT',
  path: '/users/{userId}/lock',
  sensitive: true,
  input: Type.Object({ userId: UserId, reason: Reason }),
  output: Type.Object({ userId: UserId }),
  refusals: [
    'user/not-found',
    'user/is-yourself',
    'user/already-inactive',
    'user/already-locked',
    'user/last-administrator',
  ],
});

export const UnlockUser = operation({
  name: 'users.unlock-user',
  says: 'Let a locked user, or one with too many wrong tries, sign in again.',
  method: 'DELETE',
  path: '/users/{userId}/lock',
  input: Type.Object({ userId: UserId }),
  output: Type.Object({ userId: UserId }),
  refusals: ['user/not-found', 'user/already-inactive', 'user/not-locked'],
});

export const ActivateUser = operation({
  name: 'users.activate-user',
  says: 'Bring a deactivated user back, with the roles and sites chosen now.',
  method: 'POST',
  path: '/users/{userId}/activation',
  sensitive: true,
  input: Type.Object({
    userId: UserId,
    reason: Reason,
    roleIds: Type.Array(RoleId, { uniqueItems: true, maxItems: 100 }),
    siteIds: Type.Array(SiteId, { uniqueItems: true, maxItems: 200 }),
    /** New ones: what opened the door before does not open it again. */
    login: Type.Optional(Login),
  }),
  output: Type.Object({ userId: UserId, invitation: nullable(Invitation) }),
  refusals: [
    'user/not-found',
    'user/already-active',
    'user/role-missing',
    'user/role-not-yours',
    'role/not-found',
    'site/not-found',
    ...loginRefusals,
  ],
});

/** For drop-downs: whom one can write to, assign to or book. */
export const ListColleagues = operation({
  name: 'users.list-colleagues',
  says: 'The active users, by name, for drop-downs.',
  method: 'GET',
  path: '/colleagues',
  access: 'signed-in',
  input: Type.Object({}),
  output: Type.Object({
    colleagues: Type.Array(
      Type.Object({
        ...Person.properties,
        type: UserType,
        locked: Type.Boolean(),
        siteIds: Type.Array(SiteId),
      }),
    ),
  }),
  refusals: [],
});

/** What the Add User and Edit pages offer to choose from. */
export const ReadUserChoices = operation({
  name: 'users.read-user-choices',
  says: 'The roles and sites that a user can be given.',
  method: 'GET',
  path: '/user-choices',
  access: 'signed-in',
  input: Type.Object({}),
  output: Type.Object({
    roles: Type.Array(
      Type.Object({
        roleId: RoleId,
        name: Type.String(),
        description: Type.String(),
        system: nullable(Type.Enum(['admin', 'doctor'])),
        /** The caller holds all of its permissions, and so may give it. */
        mayGive: Type.Boolean(),
        permissions: Type.Integer(),
      }),
    ),
    sites: Type.Array(
      Type.Object({
        siteId: SiteId,
        name: Type.String(),
        shortName: Type.String(),
        colour: SiteColour,
        /** Street, then city with province and postal code: what the site prints on letters, like phone and fax. */
        address: Type.String(),
        city: Type.String(),
        phone: Type.String(),
        fax: Type.String(),
      }),
    ),
  }),
  refusals: [],
});
