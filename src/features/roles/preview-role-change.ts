import { query } from '#kernel/query.ts';
import { Refusal } from '#kernel/refusal.ts';
import { drawChange } from './change-plan.ts';
import { PreviewRoleChange } from './contract.ts';
import { administersAfter } from './preview-store.ts';
import { mayBeChanged, mayGrant, mayReplace } from './rules.ts';
import * as store from './store.ts';

/** What saving or deleting would come to, by the same rules, before it is done. */
export const previewRoleChange = query(
  PreviewRoleChange,
  async (tx, actor, { roleId, permissions, deleted = false, replacementId }) => {
    const [found, known] = await Promise.all([store.findRole(tx, roleId), store.permissionChoices(tx, actor.id)]);
    const role = mayBeChanged(found);
    let gets = permissions ?? [];
    if (deleted) {
      const replacement = replacementId ? await store.findRole(tx, replacementId) : undefined;
      if (replacementId) mayReplace(roleId, replacement, known);
      gets = replacement?.permissions ?? [];
    } else mayGrant(gets, known, role.permissions);
    const change = { roleId, had: role.permissions, gets, ...(deleted && { deleted: { replacementId } }) };
    const [drawn, { did, does }] = await Promise.all([drawChange(tx, change), administersAfter(tx, actor.id, change)]);
    if (did && !does) throw new Refusal('role/own-last-right');
    return drawn;
  },
);
