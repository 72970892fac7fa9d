import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { liftOf } from '../patient-sets/public.ts';
import { giveLogin, prepareLogin, removeCredentials } from '../credentials/public.ts';
import { roleChoices, siteChoices } from './choices-store.ts';
import { ActivateUser } from './status-contract.ts';
import { takenRefusal } from './provider-record.ts';
import { giveUpTaken, takenMeanwhile } from './provider-store.ts';
import { mayGiveRoles, recorded, sitesKnown } from './rules.ts';
import * as store from './store.ts';

/** Lets a user who left come back, with the roles and sites that are given now and nothing of old; blocks hold on but those that are lifted now. */
export const activateUser = command(
  ActivateUser,
  async (tx, actor, { userId, reason, roleIds, siteIds, login, lifts = [], withoutTaken = false }) => {
    const user = await store.findUser(tx, userId);
    if (!user) throw new Refusal('user/not-found');
    if (user.status !== 'inactive') throw new Refusal('user/already-active');
    const [roles, sites, administratorsLeft] = await Promise.all([
      roleChoices(tx, actor.id),
      siteChoices(tx),
      store.countAdministratorsBesides(tx, userId),
    ]);
    mayGiveRoles(roleIds, roles);
    sitesKnown(siteIds, sites);
    const [taken] = await takenMeanwhile(tx, userId);
    if (taken && !withoutTaken) throw takenRefusal(taken);
    const prepared = login && (await prepareLogin(tx, { ...user, administratorsLeft }, login));
    const givenUp = taken ? await giveUpTaken(tx, userId) : [];
    await store.beginActivity(tx, actor, userId);
    await store.unlock(tx, userId);
    await store.setRoles(tx, actor, userId, roleIds);
    await store.setSites(tx, actor, userId, siteIds);
    const lifted = await liftOf(tx, actor, userId, lifts);
    // An invitation leaves secrets as they are, and those of old must not come back.
    await removeCredentials(tx, userId);
    const given = prepared && (await giveLogin(tx, actor, userId, prepared));
    const back = await store.readUser(tx, userId);
    const { roles: held, sites: assigned } = back ? recorded(back) : { roles: [], sites: [] };
    const after = { roles: held, sites: assigned, username: null, ...given?.facts };
    const facts = {
      after,
      ...(givenUp.length > 0 ? { givenUp } : {}),
      ...(lifted.length > 0 ? { lifted } : {}),
    };
    return {
      output: { userId, invitation: given?.invitation ?? null },
      ...(given ? { once: given.once } : {}),
      audit: { subjectUserId: userId, reason, facts },
    };
  },
  'roster',
);
