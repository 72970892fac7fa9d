import { query } from '#kernel/query.ts';
import { ListGroups } from './group-contract.ts';
import { listGroups as everyGroup } from './group-store.ts';

export const listGroups = query(ListGroups, async (tx) => ({ groups: await everyGroup(tx) }));
