import { query } from '#kernel/query.ts';
import { ReadPool } from './contract.ts';
import { countPool } from './store.ts';

export const readPool = query(ReadPool, async (tx) => ({ kinds: await countPool(tx) }));
