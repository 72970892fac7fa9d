import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { SetSecondFactor } from './contract.ts';
import { mayAsk } from './rules.ts';
import * as store from './store.ts';

/**
 * Says which second factor a role asks for; also of the roles that come with the clinic. Whoever has the role and no
 * such factor can do nothing but add one, from their next request on.
 */
export const setSecondFactor = command(
  SetSecondFactor,
  async (tx, actor, { roleId, secondFactor, version }) => {
    const [role, own] = await Promise.all([store.findRole(tx, roleId), store.ownPart(tx, roleId, actor.id)]);
    if (!role) throw new Refusal('role/not-found');
    if (role.version !== version) throw new Refusal('request/version-stale');
    mayAsk({ secondFactor, ...own });
    const set = await store.setSecondFactor(tx, roleId, version, secondFactor);
    if (!set) throw new Refusal('request/version-stale');
    const { withoutFactor } = set;
    const facts = {
      roleId,
      name: role.name,
      before: { secondFactor: role.secondFactor },
      after: { secondFactor },
      withoutFactor,
    };
    return { output: { ...set, secondFactor }, audit: { facts } };
  },
  'roster',
);
