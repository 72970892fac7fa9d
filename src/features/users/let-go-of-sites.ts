import type { Id } from '#kernel/brand.ts';
import type { Tx } from '#kernel/db.ts';
import { sitesLeavable } from './rules.ts';
import { bookedSites } from './site-store.ts';
import { findUser, holdStill, sitesBesides } from './store.ts';

/**
 * Makes sure that a user has nothing to come at the sites that they lose. Bookings in flight end first, and later ones
 * find the user not assigned.
 *
 * @throws {Refusal} `user/booked-at-site`.
 */
export async function letGoOfSites(tx: Tx, userId: Id<'user'>, taken: readonly Id<'site'>[]): Promise<void> {
  if (taken.length === 0) return;
  await holdStill(tx, userId);
  const [user, booked] = await Promise.all([findUser(tx, userId), bookedSites(tx, userId)]);
  sitesLeavable(user?.name ?? '', taken, booked);
}

/** As `letGoOfSites`, of every site but these. */
export const keepOnlySites = async (tx: Tx, userId: Id<'user'>, kept: readonly Id<'site'>[]): Promise<void> =>
  letGoOfSites(tx, userId, await sitesBesides(tx, userId, kept));
