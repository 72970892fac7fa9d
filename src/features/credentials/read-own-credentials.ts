import { query } from '#kernel/query.ts';
import { Refusal } from '#kernel/refusal.ts';
import { ReadOwnCredentials } from './contract.ts';
import * as store from './store.ts';

export const readOwnCredentials = query(ReadOwnCredentials, async (tx, actor) => {
  const own = await store.readOwn(tx, actor.id);
  if (!own) throw new Refusal('credentials/none');
  const { username, email, setAt, expiresAt, mustChange, policy } = own;
  return { username, email, setAt, expiresAt, mustChange, policy };
});
