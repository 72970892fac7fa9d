import { effectsOf } from '#features/roles/public.ts';
import { query } from '#kernel/query.ts';
import { PreviewRoles } from './bulk-contract.ts';
import { planRoles } from './bulk-plan.ts';
import type { Chosen } from './bulk-rules.ts';

const personOf = ({ userId, name, active }: Chosen) => ({ userId, name, deactivated: !active });

/** Who would gain and lose what, and for whom it cannot be done, before a role of many users is changed. */
export const previewRoles = query(PreviewRoles, async (tx, actor, asked) => {
  const { role, changed, unchanged, hindered, hash } = await planRoles(tx, actor, asked);
  const { roleId, permissions } = role;
  const [had, gets] = asked.turn === 'add' ? [[], permissions] : [permissions, []];
  return {
    changed,
    unchanged: unchanged.map(personOf),
    hindered: hindered.map(({ user, why }) => ({ ...personOf(user), why })),
    effects: await effectsOf(tx, { roleId, had, gets, userIds: changed }),
    planHash: hash,
  };
});
