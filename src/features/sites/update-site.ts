import { changes } from '#features/users/rules.ts';
import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { UpdateSite } from './contract.ts';
import { checkServiceLocation, recorded } from './rules.ts';
import * as store from './store.ts';

/** Changes what the page of a site shows, whether it is open or closed. */
export const updateSite = command(UpdateSite, async (tx, _actor, { siteId, version, ...fields }) => {
  const before = await store.readSite(tx, siteId);
  if (!before) throw new Refusal('site/not-found');
  if (before.version !== version) throw new Refusal('request/version-stale');
  checkServiceLocation(fields);
  const updated = await store.updateSite(tx, siteId, version, fields);
  if (!updated) throw new Refusal('request/version-stale');
  const facts = { siteId, ...changes(recorded(before), recorded(fields)) };
  return { output: { siteId, version: updated.version }, audit: { facts } };
});
