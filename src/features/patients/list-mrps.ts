import { query } from '#kernel/query.ts';
import { ListMrps } from './contract.ts';
import * as store from './store.ts';

export const listMrps = query(ListMrps, async (tx) => ({ mrps: await store.activeDoctors(tx) }));
