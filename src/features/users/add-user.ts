import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { giveLogin, prepareLogin } from '../credentials/public.ts';
import { roleChoices, siteChoices } from './choices-store.ts';
import { AddUser } from './contract.ts';
import { checkedFields } from './provider-record.ts';
import { setBcpSites, setProviderFields } from './provider-store.ts';
import { bcpPossible, mayGiveRoles, recorded, sitesKnown } from './rules.ts';
import * as store from './store.ts';

/** Adds a user: record, activity, sites, roles, numbers and credentials, all or nothing. */
export const addUser = command(
  AddUser,
  async (tx, actor, { siteIds, roleIds, login, providerFields = [], bcpSiteIds = [], ...fields }) => {
    const [roles, sites, numbers] = await Promise.all([
      roleChoices(tx, actor.id),
      siteChoices(tx),
      checkedFields(tx, null, { ...fields, providerFields }),
    ]);
    mayGiveRoles(roleIds, roles);
    sitesKnown(siteIds, sites);
    bcpPossible(bcpSiteIds, siteIds, sites);
    const told = login || numbers.some(({ identifies, values }) => identifies && values.length > 0);
    if (!told && (await store.addedMomentsAgo(tx, fields)))
      throw new Refusal('user/added-already', { name: `${fields.firstName} ${fields.lastName}` });
    const person = { ...fields, userId: null, administratorsLeft: SOMEBODY };
    const prepared = login && (await prepareLogin(tx, person, login));
    const { userId, userNumber } = await store.insertUser(tx, actor, fields);
    await store.beginActivity(tx, actor, userId);
    const [given] = await Promise.all([
      prepared && giveLogin(tx, actor, userId, prepared),
      store.assignSites(tx, actor, userId, siteIds),
      store.giveRoles(tx, actor, userId, roleIds),
      setProviderFields(tx, actor, userId, numbers),
    ]);
    if (bcpSiteIds.length > 0) await setBcpSites(tx, userId, bcpSiteIds);
    const user = await store.readUser(tx, userId);
    const after = user && { ...recorded(user), ...given?.facts };
    return {
      output: { userId, userNumber, invitation: given?.invitation ?? null },
      ...(given ? { once: given.once } : {}),
      audit: { subjectUserId: userId, facts: { after } },
    };
  },
);

// Who is new takes nobody's administrator away, whenever their own sign-in ends.
const SOMEBODY = 1;
