import { command } from '#kernel/command.ts';
import { CreateRole } from './contract.ts';
import { mayGrant } from './rules.ts';
import * as store from './store.ts';

/** Makes a role that nobody has yet. */
export const createRole = command(
  CreateRole,
  async (tx, actor, { permissions, ...described }) => {
    mayGrant(permissions, await store.permissionChoices(tx, actor.id));
    const role = await store.insertRole(tx, actor, described);
    await store.setPermissions(tx, actor, role.roleId, permissions);
    const after = { name: described.name.trim(), description: described.description.trim(), permissions };
    return { output: role, audit: { facts: { roleId: role.roleId, after } } };
  },
  'roster',
);
