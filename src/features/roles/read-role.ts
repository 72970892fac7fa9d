import { query } from '#kernel/query.ts';
import { Refusal } from '#kernel/refusal.ts';
import { ReadRole } from './contract.ts';
import * as store from './store.ts';

export const readRole = query(ReadRole, async (tx, actor, { roleId, after }) => {
  const [role, holders] = await Promise.all([store.readRole(tx, roleId, actor.id), store.holdersOf(tx, roleId, after)]);
  if (!role) throw new Refusal('role/not-found');
  return { ...role, ...holders };
});
