import { query } from '#kernel/query.ts';
import { ListSites } from './contract.ts';
import * as store from './store.ts';

export const listSites = query(ListSites, async (tx) => ({ sites: await store.listSites(tx) }));
