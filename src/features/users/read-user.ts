import { query } from '#kernel/query.ts';
import { Refusal } from '#kernel/refusal.ts';
import { ReadUser } from './contract.ts';
import * as store from './store.ts';

export const readUser = query(ReadUser, async (tx, _actor, { userId }) => {
  const user = await store.readUser(tx, userId);
  if (!user) throw new Refusal('user/not-found');
  return user;
});
