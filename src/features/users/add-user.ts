import { command } from '#kernel/command.ts';
import { roleChoices, siteChoices } from './choices-store.ts';
import { AddUser } from './contract.ts';
import { hashLogin } from './login.ts';
import { mayGiveRoles, recorded, sitesKnown } from './rules.ts';
import * as store from './store.ts';

/** Adds a user: record, activity, sites, roles and credentials, all or nothing. */
export const addUser = command(AddUser, async (tx, actor, { siteIds, roleIds, login, ...fields }) => {
  const [roles, sites] = await Promise.all([roleChoices(tx, actor.id), siteChoices(tx)]);
  mayGiveRoles(roleIds, roles);
  sitesKnown(siteIds, sites);
  const hashed = login && (await hashLogin(login));
  const { userId, userNumber } = await store.insertUser(tx, actor, fields);
  await store.beginActivity(tx, actor, userId);
  await Promise.all([
    store.setSites(tx, actor, userId, siteIds),
    store.setRoles(tx, actor, userId, roleIds),
    ...(hashed ? [store.setCredentials(tx, actor, userId, hashed)] : []),
  ]);
  const user = await store.readUser(tx, userId);
  const after = user && { ...recorded(user), username: user.username, email: user.email };
  return { output: { userId, userNumber }, audit: { subjectUserId: userId, facts: { after } } };
});
