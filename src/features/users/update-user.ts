import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { roleChoices, siteChoices } from './choices-store.ts';
import { UpdateUser } from './contract.ts';
import { checkedFields } from './provider-record.ts';
import { keepOnlySites } from './let-go-of-sites.ts';
import { setBcpSites, setProviderFields } from './provider-store.ts';
import { bcpPossible, changes, mayGiveRoles, recorded, sitesKnown } from './rules.ts';
import * as store from './store.ts';

/** Changes what the Edit page shows, and nothing else; the clinic keeps an administrator. */
export const updateUser = command(
  UpdateUser,
  async (tx, actor, { userId, version, siteIds, roleIds, providerFields = [], bcpSiteIds, ...fields }) => {
    const before = await store.readUser(tx, userId);
    if (!before) throw new Refusal('user/not-found');
    if (before.status === 'inactive') throw new Refusal('user/already-inactive');
    if (before.version !== version) throw new Refusal('request/version-stale');
    const [roles, sites, numbers] = await Promise.all([
      roleChoices(tx, actor.id),
      siteChoices(tx),
      checkedFields(tx, userId, { ...fields, providerFields }),
    ]);
    const held = before.roles.map(({ id }) => id);
    const administered = userId === actor.id && (await store.isAdministrator(tx, userId));
    mayGiveRoles(roleIds, roles, held);
    sitesKnown(siteIds, sites);
    bcpPossible(bcpSiteIds ?? [], siteIds, sites);
    await keepOnlySites(tx, userId, siteIds);
    const updated = await store.updateUser(tx, userId, version, fields);
    if (!updated) throw new Refusal('request/version-stale');
    await store.setSites(tx, actor, userId, siteIds);
    await store.setRoles(tx, actor, userId, roleIds);
    await setProviderFields(tx, actor, userId, numbers);
    if (bcpSiteIds) await setBcpSites(tx, userId, bcpSiteIds);
    if ((await store.countAdministratorsBesides(tx, null)) < 1) throw new Refusal('user/last-administrator');
    if (administered && !(await store.isAdministrator(tx, userId))) throw new Refusal('role/own-last-right');
    const after = (await store.readUser(tx, userId)) ?? before;
    const facts = changes(recorded(before), recorded(after));
    return { output: { userId, version: updated.version }, audit: { subjectUserId: userId, facts } };
  },
  'roster',
);
