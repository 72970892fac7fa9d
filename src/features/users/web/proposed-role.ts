import type { Id } from '#kernel/brand.ts';
import type { UserType } from '../contract.ts';
import { proposesDoctor } from '../rules.ts';
import type { RoleChoice, UserDraft } from './user-draft.ts';

type RolesOf = Pick<UserDraft, 'roleIds' | 'doctor'>;

/**
 * What another type means for the roles: the role doctor is proposed to a practitioner and withdrawn
 * from anybody else, but what the administrator has chosen or declined stays as it is.
 */
export function rolesWithType(
  { roleIds, doctor }: RolesOf,
  type: UserType | '',
  role: RoleChoice | undefined,
): RolesOf {
  if (!role) return { roleIds, doctor };
  const proposes = type !== '' && proposesDoctor(type) && role.mayGive;
  if (proposes && doctor === 'untouched') return { roleIds: [...roleIds, role.roleId], doctor: 'proposed' };
  if (!proposes && doctor === 'proposed') {
    return { roleIds: roleIds.filter((one) => one !== role.roleId), doctor: 'untouched' };
  }
  return { roleIds, doctor };
}

/** The administrator adds a role. */
export const rolesWith = ({ roleIds, doctor }: RolesOf, roleId: Id<'role'>, role: RoleChoice | undefined): RolesOf => ({
  roleIds: roleIds.includes(roleId) ? roleIds : [...roleIds, roleId],
  doctor: roleId === role?.roleId ? 'chosen' : doctor,
});

/** The administrator takes a role away. */
export const rolesWithout = (
  { roleIds, doctor }: RolesOf,
  roleId: Id<'role'>,
  role: RoleChoice | undefined,
): RolesOf => ({
  roleIds: roleIds.filter((one) => one !== roleId),
  doctor: roleId === role?.roleId ? 'declined' : doctor,
});
