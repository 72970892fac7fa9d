import { type Static, Type } from 'typebox';
import { operation } from '#kernel/contract.ts';
import { Cursor, FilledLine, Line, nullable, Person, RoleId, Version } from '#kernel/schema.ts';
import { factorsAsked } from '../second-factors/contract.ts';

/** The name of an operation, `users.add-user`. */
export const PermissionName = Type.String({ minLength: 3, maxLength: 100, pattern: '^[a-z-]+\\.[a-z-]+$' });
const PermissionNames = Type.Array(PermissionName, { uniqueItems: true, maxItems: 1000 });
const SecondFactor = nullable(Type.Enum([...factorsAsked]));
const System = nullable(Type.Enum(['admin', 'doctor']));

export const Permission = Type.Object({
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

/** What a preview hands out and the change gives back. */
const ChangeHash = Type.String({ maxLength: 64 });
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
  input: Type.Object({
    roleId: RoleId,
    ...Described,
    permissions: PermissionNames,
    /** Of the preview that was looked at. */
    changeHash: ChangeHash,
    version: Version,
  }),
  output: Type.Object({ roleId: RoleId, version: Version }),
  refusals: [
    'role/not-found',
    'role/system-managed',
    'role/name-taken',
    'role/name-short',
    'role/unknown-permission',
    'role/permission-not-yours',
    'role/own-last-right',
    'role/change-outdated',
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
    /** Of the preview that was looked at. */
    changeHash: ChangeHash,
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
    'role/change-outdated',
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
    /** Stands for all of this; the change is carried out only while it still comes to the same. */
    changeHash: ChangeHash,
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
