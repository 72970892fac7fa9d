import { query } from '#kernel/query.ts';
import { appointmentsToCome, assignedTo, openBesides } from './closing-store.ts';
import { PreviewClosing } from './contract.ts';
import { openOrRefuse } from './rules.ts';
import * as store from './store.ts';

/** What stands against closing a site, and whom it takes a place away from. */
export const previewClosing = query(PreviewClosing, async (tx, _actor, { siteId }) => {
  const [site, toCome, users, others] = await Promise.all([
    store.readSite(tx, siteId),
    appointmentsToCome(tx, siteId),
    assignedTo(tx, siteId),
    openBesides(tx, siteId),
  ]);
  const { name } = openOrRefuse(site);
  return { siteId, name, toCome, users, others };
});
