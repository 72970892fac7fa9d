import { query } from '#kernel/query.ts';
import { ListIntegrations } from './contract.ts';
import * as store from './store.ts';

export const listIntegrations = query(ListIntegrations, async (tx) => ({
  integrations: await store.listIntegrations(tx),
}));
