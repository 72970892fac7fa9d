import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { roleChoices, siteChoices } from './choices-store.ts';
import { ActivateUser } from './contract.ts';
import { hashLogin } from './login.ts';
import { takenRefusal } from './provider-record.ts';
import { giveUpTaken, takenMeanwhile } from './provider-store.ts';
import { mayGiveRoles, recorded, sitesKnown } from './rules.ts';
import * as store from './store.ts';

/** Lets a user who left come back, with the roles and sites that are given now and nothing of old. */
export const activateUser = command(
  ActivateUser,
  async (tx, actor, { userId, reason, roleIds, siteIds, login, withoutTaken = false }) => {
    const user = await store.findUser(tx, userId);
    if (!user) throw new Refusal('user/not-found');
    if (user.status !== 'inactive') throw new Refusal('user/already-active');
    const [roles, sites] = await Promise.all([roleChoices(tx, actor.id), siteChoices(tx)]);
    mayGiveRoles(roleIds, roles);
    sitesKnown(siteIds, sites);
    const [taken] = await takenMeanwhile(tx, userId);
    if (taken && !withoutTaken) throw takenRefusal(taken);
    const givenUp = taken ? await giveUpTaken(tx, userId) : [];
    await store.beginActivity(tx, actor, userId);
    await store.unlock(tx, userId);
    await store.setRoles(tx, actor, userId, roleIds);
    await store.setSites(tx, actor, userId, siteIds);
    await (login
      ? store.setCredentials(tx, actor, userId, await hashLogin(login))
      : store.removeCredentials(tx, userId));
    const back = await store.readUser(tx, userId);
    const { roles: given, sites: assigned } = back ? recorded(back) : { roles: [], sites: [] };
    const after = { roles: given, sites: assigned, username: back?.username ?? null };
    const facts = { after, ...(givenUp.length > 0 ? { givenUp } : {}) };
    return { output: { userId }, audit: { subjectUserId: userId, reason, facts } };
  },
  'roster',
);
