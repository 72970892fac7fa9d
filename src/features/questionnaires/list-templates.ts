import { query } from '#kernel/query.ts';
import { ListTemplates } from './contract.ts';
import * as store from './template-store.ts';

export const listTemplates = query(ListTemplates, async (tx) => ({ templates: await store.listTemplates(tx) }));
