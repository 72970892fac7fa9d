import { query } from '#kernel/query.ts';
import { Refusal } from '#kernel/refusal.ts';
import { findUser } from '../users/public.ts';
import { ReadCredentials } from './contract.ts';
import * as store from './store.ts';

export const readCredentials = query(ReadCredentials, async (tx, _actor, { userId }) => {
  const [user, credentials = null, invitation = null] = await Promise.all([
    findUser(tx, userId),
    store.readCredentials(tx, userId),
    store.readInvitation(tx, userId),
  ]);
  if (!user) throw new Refusal('user/not-found');
  return { credentials, invitation };
});
