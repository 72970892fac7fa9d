import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { ChangeRoles } from './bulk-contract.ts';
import { planRoles } from './bulk-plan.ts';
import { addRoleTo, removeRoleFrom } from './bulk-store.ts';

/** Adds a role to many users, or removes it from them: as previewed, for all of them or for none. */
export const changeRoles = command(
  ChangeRoles,
  async (tx, actor, { planHash, ...asked }) => {
    const { role, changed, hindered, hash } = await planRoles(tx, actor, asked);
    if (hash !== planHash) throw new Refusal('user/roles-changed');
    if (hindered.length > 0) throw new Refusal('user/roles-refused', { users: hindered.length });
    const { turn, roleId } = asked;
    await (turn === 'add' ? addRoleTo(tx, actor, changed, roleId) : removeRoleFrom(tx, changed, roleId));
    const facts = {
      [turn === 'add' ? 'added' : 'removed']: role.name,
      roleId,
      users: changed.length,
      userIds: changed,
    };
    return { output: { users: changed.length }, audit: { facts } };
  },
  'roster',
);
