import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { CopyRole } from './contract.ts';
import { mayGrant } from './rules.ts';
import * as store from './store.ts';

/** Makes a role that allows what another allows today; from then on they go separate ways. */
export const copyRole = command(
  CopyRole,
  async (tx, actor, { roleId, ...described }) => {
    const [original, known] = await Promise.all([store.findRole(tx, roleId), store.permissionChoices(tx, actor.id)]);
    if (!original) throw new Refusal('role/not-found');
    const { permissions } = original;
    mayGrant(permissions, known);
    const role = await store.insertRole(tx, actor, described);
    await store.setPermissions(tx, actor, role.roleId, permissions);
    const after = { name: described.name.trim(), description: described.description.trim(), permissions };
    return { output: role, audit: { facts: { roleId: role.roleId, copyOf: original.name, after } } };
  },
  'roster',
);
