import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { countAdministratorsBesides, isAdministrator } from '../users/public.ts';
import { drawChange } from './change-plan.ts';
import { DeleteRole } from './contract.ts';
import { leavesAdministrators, mayBeChanged, mayReplace } from './rules.ts';
import * as store from './store.ts';

/** Deletes a role, as previewed, and gives its users what was chosen instead; nobody is left without a role. */
export const deleteRole = command(
  DeleteRole,
  async (tx, actor, { roleId, version, replacementId, changeHash }) => {
    const [found, known, actorDid] = await Promise.all([
      store.findRole(tx, roleId),
      store.permissionChoices(tx, actor.id),
      isAdministrator(tx, actor.id),
    ]);
    const role = mayBeChanged(found, version);
    const replacement = replacementId ? await store.findRole(tx, replacementId) : undefined;
    if (replacementId) mayReplace(roleId, replacement, known);
    else {
      const users = await store.countOnlyHolders(tx, roleId);
      if (users > 0) throw new Refusal('role/replacement-missing', { users });
    }
    const drawn = await drawChange(tx, {
      roleId,
      had: role.permissions,
      gets: replacement?.permissions ?? [],
      deleted: { replacementId },
    });
    const usersMoved = await store.replaceRole(tx, roleId, replacementId);
    if (!(await store.deleteRole(tx, roleId, version))) throw new Refusal('request/version-stale');
    const [administrators, actorDoes] = await Promise.all([
      countAdministratorsBesides(tx, null),
      isAdministrator(tx, actor.id),
    ]);
    leavesAdministrators({ actorDid, actorDoes, administrators });
    if (drawn.changeHash !== changeHash) throw new Refusal('role/change-outdated');
    const { name, description, permissions } = role;
    const facts = { roleId, before: { name, description, permissions }, replacement: replacement?.name, usersMoved };
    return { output: { roleId, usersMoved }, audit: { facts } };
  },
  'roster',
);
