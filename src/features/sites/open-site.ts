import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { OpenSite } from './contract.ts';
import * as store from './store.ts';

/** Opens a closed site again. Nobody comes back by itself: its users are assigned anew. */
export const openSite = command(
  OpenSite,
  async (tx, _actor, { siteId }) => {
    const site = await store.readSite(tx, siteId);
    if (!site) throw new Refusal('site/not-found');
    if (site.closedAt === null) throw new Refusal('site/already-open');
    await store.openSite(tx, siteId);
    const facts = { siteId, before: { open: false }, after: { open: true } };
    return { output: { siteId }, audit: { facts } };
  },
  'roster',
);
