import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { countAdministratorsBesides, isAdministrator } from '../users/public.ts';
import { drawChange } from './change-plan.ts';
import { UpdateRole } from './contract.ts';
import { differences, leavesAdministrators, mayBeChanged, mayGrant } from './rules.ts';
import * as store from './store.ts';

/** Changes a role, as previewed; whoever has it can do the new from their next request on, and the old no more. */
export const updateRole = command(
  UpdateRole,
  async (tx, actor, { roleId, version, permissions, changeHash, ...described }) => {
    const [found, known, actorDid] = await Promise.all([
      store.findRole(tx, roleId),
      store.permissionChoices(tx, actor.id),
      isAdministrator(tx, actor.id),
    ]);
    const was = mayBeChanged(found, version);
    mayGrant(permissions, known, was.permissions);
    const drawn = await drawChange(tx, { roleId, had: was.permissions, gets: permissions });
    const updated = await store.updateRole(tx, roleId, version, described);
    if (!updated) throw new Refusal('request/version-stale');
    await store.setPermissions(tx, actor, roleId, permissions);
    const [administrators, actorDoes] = await Promise.all([
      countAdministratorsBesides(tx, null),
      isAdministrator(tx, actor.id),
    ]);
    leavesAdministrators({ actorDid, actorDoes, administrators });
    if (drawn.changeHash !== changeHash) throw new Refusal('role/change-outdated');
    const facts = {
      roleId,
      before: { name: was.name, description: was.description },
      after: { name: described.name.trim(), description: described.description.trim() },
      ...differences(was.permissions, permissions),
    };
    return { output: { roleId, version: updated.version }, audit: { facts } };
  },
  'roster',
);
