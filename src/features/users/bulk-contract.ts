import { type Static, Type } from 'typebox';
import { operation } from '#kernel/contract.ts';
import { Person, RoleId, UserId } from '#kernel/schema.ts';
import { Effect } from '../roles/contract.ts';

/** Most users whose roles are changed at once: what fits an address, too. */
export const MOST_CHOSEN = 200;

export const turns = ['add', 'remove'] as const;
const Asked = {
  userIds: Type.Array(UserId, { uniqueItems: true, minItems: 1, maxItems: MOST_CHOSEN }),
  turn: Type.Enum([...turns]),
  roleId: RoleId,
};

/** Why the roles of one user are not changed. */
export const hindrances = ['inactive', 'locked', 'last-role', 'own-last-right', 'last-administrator'] as const;
export type Hindrance = (typeof hindrances)[number];

export const PreviewRoles = operation({
  name: 'users.preview-roles',
  says: 'See who would gain and lose what before a role is added to users or removed from them.',
  method: 'GET',
  path: '/users/roles/preview',
  input: Type.Object(Asked),
  output: Type.Object({
    /** Whose roles would change. */
    changed: Type.Array(UserId),
    /** Who has the role already, or does not have it. */
    unchanged: Type.Array(Person),
    hindered: Type.Array(Type.Object({ ...Person.properties, why: Type.Enum([...hindrances]) })),
    /** Users who neither gain nor lose anything are in none. */
    effects: Type.Array(Effect),
    planHash: Type.String(),
  }),
  refusals: ['user/not-found', 'role/not-found', 'user/role-not-yours'],
});
export type RolesPreview = Static<typeof PreviewRoles.output>;

export const ChangeRoles = operation({
  name: 'users.change-roles',
  says: 'Add a role to many users at once, or remove it from them.',
  method: 'POST',
  path: '/users/roles',
  input: Type.Object({ ...Asked, planHash: Type.String({ maxLength: 100 }) }),
  output: Type.Object({ users: Type.Integer() }),
  refusals: ['user/not-found', 'role/not-found', 'user/role-not-yours', 'user/roles-refused', 'user/roles-changed'],
});
