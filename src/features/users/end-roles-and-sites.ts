import type { Id } from '#kernel/brand.ts';
import type { Tx } from '#kernel/db.ts';
import { Refusal } from '#kernel/refusal.ts';
import { letGoOfSites } from './let-go-of-sites.ts';
import * as store from './store.ts';

interface Ending {
  readonly roleIds: readonly Id<'role'>[];
  readonly siteIds: readonly Id<'site'>[];
}

/**
 * Ends these roles and sites of a user, inside the caller's transaction in mode `roster`; answers the names of
 * those that the user had. A role is left, and the clinic keeps an administrator.
 *
 * @throws {Refusal} `user/booked-at-site`, `user/role-missing`, `user/last-administrator`.
 */
export async function endRolesAndSites(tx: Tx, userId: Id<'user'>, { roleIds, siteIds }: Ending) {
  await letGoOfSites(tx, userId, siteIds);
  const ended = {
    roles: await store.takeRoles(tx, userId, roleIds),
    sites: await store.takeSites(tx, userId, siteIds),
  };
  if (ended.roles.length > 0 && !(await store.hasRole(tx, userId))) throw new Refusal('user/role-missing');
  if ((await store.countAdministratorsBesides(tx, null)) < 1) throw new Refusal('user/last-administrator');
  // An Edit page that is open elsewhere must not give them back unseen.
  await store.nextVersion(tx, userId);
  return ended;
}
