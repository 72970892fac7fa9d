import { query } from '#kernel/query.ts';
import { ListTypes } from './type-contract.ts';
import { listTypes as everyType } from './type-store.ts';

export const listTypes = query(ListTypes, async (tx) => ({ types: await everyType(tx) }));
