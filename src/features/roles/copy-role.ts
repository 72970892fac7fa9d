import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { CopyRole } from './contract.ts';
import { mayGrant } from './rules.ts';
import * as store from './store.ts';

/** Makes a role that allows what another allows today and asks for the same second factor; from then on they go separate ways. */
export const copyRole = command(
  CopyRole,
  async (tx, actor, { roleId, ...described }) => {
    const [original, known] = await Promise.all([store.findRole(tx, roleId), store.permissionChoices(tx, actor.id)]);
    if (!original) throw new Refusal('role/not-found');
    const { permissions, secondFactor } = original;
    mayGrant(permissions, known);
    const role = await store.insertRole(tx, actor, { ...described, secondFactor });
    await store.setPermissions(tx, actor, role.roleId, permissions);
    const after = { name: described.name.trim(), description: described.description.trim(), permissions, secondFactor };
    return { output: role, audit: { facts: { roleId: role.roleId, copyOf: original.name, after } } };
  },
  'roster',
);
