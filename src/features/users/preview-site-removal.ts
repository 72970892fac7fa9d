import { query } from '#kernel/query.ts';
import { Refusal } from '#kernel/refusal.ts';
import { PreviewSiteRemoval } from './contract.ts';
import { bookedSites } from './site-store.ts';
import * as store from './store.ts';

/** What stands against taking a site from a user. */
export const previewSiteRemoval = query(PreviewSiteRemoval, async (tx, _actor, { userId }) => {
  const [user, sites] = await Promise.all([store.findUser(tx, userId), bookedSites(tx, userId)]);
  if (!user) throw new Refusal('user/not-found');
  return { booked: sites.map(({ site: _site, ...booked }) => booked) };
});
