import { query } from '#kernel/query.ts';
import { ListRoles } from './contract.ts';
import { roleLines } from './store.ts';

export const listRoles = query(ListRoles, async (tx, actor) => ({ roles: await roleLines(tx, actor.id) }));
