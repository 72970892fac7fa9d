import { query } from '#kernel/query.ts';
import { ListPermissions } from './contract.ts';
import { permissionChoices } from './store.ts';

export const listPermissions = query(ListPermissions, async (tx, actor) => ({
  permissions: await permissionChoices(tx, actor.id),
}));
