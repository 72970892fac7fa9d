import { query } from '#kernel/query.ts';
import { ListQueries } from './queries-contract.ts';
import { listQueries as read } from './queries-store.ts';

export const listQueries = query(ListQueries, async (tx) => ({ queries: await read(tx) }));
