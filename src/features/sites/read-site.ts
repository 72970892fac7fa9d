import { query } from '#kernel/query.ts';
import { Refusal } from '#kernel/refusal.ts';
import { ReadSite } from './contract.ts';
import * as store from './store.ts';

export const readSite = query(ReadSite, async (tx, _actor, { siteId }) => {
  const site = await store.readSite(tx, siteId);
  if (!site) throw new Refusal('site/not-found');
  return site;
});
