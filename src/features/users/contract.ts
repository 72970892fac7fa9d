import { type Static, Type } from 'typebox';
import { SiteChoice } from '#features/sites/contract.ts';
import { operation } from '#kernel/contract.ts';
import { Invitation, Login, loginRefusals } from '../credentials/contract.ts';
import {
  Cursor,
  Day,
  FilledLine,
  Instant,
  Line,
  nullable,
  Person,
  RoleId,
  SiteId,
  UserId,
  Version,
} from '#kernel/schema.ts';
import {
  abilities,
  Contact,
  FurtherContact,
  FurtherInformation,
  Granted,
  grantRefusals,
  ProviderField,
  ProviderRecord,
  userSexes,
} from './record-schema.ts';

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
  speciality: Type.String(),
  team: Type.String(),
  status: UserStatus,
  username: nullable(Type.String()),
  roles: Type.Array(Type.String()),
  sites: Type.Array(Type.String()),
  hasCredentials: Type.Boolean(),
  lastSignInAt: nullable(Instant),
  /** Too many wrong tries: sign-in waits until then. */
  heldUntil: nullable(Instant),
  lastDayAt: nullable(Instant),
  /** The last day of an absence that is now. */
  awayUntil: nullable(Day),
});
export type UserLine = Static<typeof UserLine>;

export const sortKeys = ['name', 'number', 'type', 'speciality', 'team', 'status', 'last-sign-in'] as const;
/** `never` has not signed in at all; `not-lately` has credentials and no sign-in for 90 days. */
export const signIns = ['never', 'not-lately', 'ends-soon'] as const;

export const ListUsers = operation({
  name: 'users.list-users',
  says: 'See everyone who works here or has worked here.',
  method: 'GET',
  path: '/users',
  input: Type.Object({
    /** `smith`, `smith, jo`, a username; a user number, a billing number or another number of one person in full. */
    keyword: Type.Optional(Type.String({ maxLength: 100, pattern: '^[^\\x00]*$' })),
    type: Type.Optional(UserType),
    /** `current` is everyone who is not inactive, and what is meant when nothing is said; `away` who is absent today. */
    status: Type.Optional(Type.Enum(['all', 'current', 'away', ...userStatuses])),
    roleId: Type.Optional(RoleId),
    siteId: Type.Optional(SiteId),
    signIn: Type.Optional(Type.Enum([...signIns])),
    /** Only users with credentials, or only those without. */
    hasCredentials: Type.Optional(Type.Boolean()),
    sort: Type.Optional(Type.Enum([...sortKeys])),
    descending: Type.Optional(Type.Boolean()),
    after: Type.Optional(Cursor),
  }),
  output: Type.Object({
    users: Type.Array(UserLine),
    next: nullable(Cursor),
    /** How many match all but the status, for each status. */
    counts: Type.Object({
      active: Type.Integer(),
      locked: Type.Integer(),
      inactive: Type.Integer(),
      /** Of those who are active or locked. */
      away: Type.Integer(),
    }),
  }),
  refusals: ['request/cursor-unknown'],
});

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
    team: Type.String(),
    sex: Type.Enum([...userSexes]),
    dateOfBirth: nullable(Day),
    confidentialitySignedOn: nullable(Day),
    ...Contact,
    otherPhone: Type.String(),
    pager: Type.String(),
    bookingPhones: Type.Array(Type.String()),
    /** Of every province, also those that the clinic is not in. */
    providerFields: Type.Array(ProviderField),
    bcpSiteIds: Type.Array(SiteId),
    status: UserStatus,
    lockedReason: nullable(Type.String()),
    roles: Type.Array(Named),
    sites: Type.Array(Named),
    username: nullable(Type.String()),
    email: nullable(Type.String()),
    lastSignInAt: nullable(Instant),
    heldUntil: nullable(Instant),
    /** From then on there is no sign-in. */
    lastDayAt: nullable(Instant),
    version: Version,
  }),
  refusals: ['user/not-found'],
});
export type UserRecord = Static<typeof ReadUser.output>;

const recordRefusals = [
  'user/date-in-the-future',
  'user/field-unknown',
  'user/field-malformed',
  'user/identifier-taken',
  'user/bcp-site-not-assigned',
] as const;

export const AddUser = operation({
  name: 'users.add-user',
  says: 'Add a user, with roles, sites and credentials.',
  method: 'POST',
  path: '/users',
  input: Type.Object({
    ...UserInformation,
    ...FurtherInformation,
    ...Contact,
    ...FurtherContact,
    ...ProviderRecord,
    ...Granted,
    /** Left out for somebody who works here and never signs in. */
    login: Type.Optional(Login),
  }),
  output: Type.Object({ userId: UserId, userNumber: Type.Integer(), invitation: nullable(Invitation) }),
  refusals: [...grantRefusals, ...recordRefusals, ...loginRefusals, 'user/added-already'],
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
    ...FurtherInformation,
    ...Contact,
    ...FurtherContact,
    ...ProviderRecord,
    ...Granted,
    version: Version,
  }),
  output: Type.Object({ userId: UserId, version: Version }),
  refusals: [
    'user/not-found',
    'user/already-inactive',
    ...grantRefusals,
    ...recordRefusals,
    'user/booked-at-site',
    'role/own-last-right',
    'user/last-administrator',
  ],
});

export const PreviewSiteRemoval = operation({
  name: 'users.preview-site-removal',
  says: 'See what a user is still booked for at each site, before one is taken away.',
  method: 'GET',
  path: '/users/{userId}/site-removal',
  input: Type.Object({ userId: UserId }),
  output: Type.Object({
    /** The sites with appointments to come; patients closed to the caller are counted too. */
    booked: Type.Array(Type.Object({ siteId: SiteId, appointments: Type.Integer(), first: Instant, last: Instant })),
  }),
  refusals: ['user/not-found'],
});
export type BookedAt = Static<typeof PreviewSiteRemoval.output>['booked'][number];

/** For drop-downs: whom one can write to, assign to or book. */
export const ListColleagues = operation({
  name: 'users.list-colleagues',
  says: 'The active users, by name, for drop-downs.',
  method: 'GET',
  path: '/colleagues',
  access: 'signed-in',
  input: Type.Object({
    /** Only these: the doctors are the MRP list, and nurses, midwives and residents have one each. */
    type: Type.Optional(UserType),
  }),
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
        /** Of what practitioners do in their own name, what it lets them do. */
        enables: Type.Array(Type.Enum([...abilities])),
      }),
    ),
    sites: Type.Array(SiteChoice),
  }),
  refusals: [],
});
