import { command } from '#kernel/command.ts';
import { AddSite } from './contract.ts';
import { checkServiceLocation, recorded } from './rules.ts';
import * as store from './store.ts';

/** Adds a site, open from the start; nobody is assigned to it yet. */
export const addSite = command(AddSite, async (tx, actor, fields) => {
  checkServiceLocation(fields);
  const { siteId } = await store.insertSite(tx, actor, fields);
  return { output: { siteId }, audit: { facts: { siteId, after: recorded(fields) } } };
});
