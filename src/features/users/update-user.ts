import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { roleChoices, siteChoices } from './choices-store.ts';
import { UpdateUser } from './contract.ts';
import { changes, mayGiveRoles, recorded, sitesKnown } from './rules.ts';
import * as store from './store.ts';

/** Changes what the Edit page shows, and nothing else; the clinic keeps an administrator. */
export const updateUser = command(
  UpdateUser,
  async (tx, actor, { userId, version, siteIds, roleIds, ...fields }) => {
    const before = await store.readUser(tx, userId);
    if (!before) throw new Refusal('user/not-found');
    if (before.status === 'inactive') throw new Refusal('user/already-inactive');
    if (before.version !== version) throw new Refusal('request/version-stale');
    const [roles, sites] = await Promise.all([roleChoices(tx, actor.id), siteChoices(tx)]);
    const held = before.roles.map(({ id }) => id);
    mayGiveRoles(roleIds, roles, held);
    sitesKnown(siteIds, sites);
    const updated = await store.updateUser(tx, userId, version, fields);
    if (!updated) throw new Refusal('request/version-stale');
    await store.setSites(tx, actor, userId, siteIds);
    await store.setRoles(tx, actor, userId, roleIds);
    if ((await store.countAdministratorsBesides(tx, null)) < 1) throw new Refusal('user/last-administrator');
    const after = (await store.readUser(tx, userId)) ?? before;
    const facts = changes(recorded(before), recorded(after));
    return { output: { userId, version: updated.version }, audit: { subjectUserId: userId, facts } };
  },
  'roster',
);
