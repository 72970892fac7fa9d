import { query } from '#kernel/query.ts';
import { Refusal } from '#kernel/refusal.ts';
import { ReadSetAccess } from './access-contract.ts';
import * as store from './access-store.ts';

/** The two lists of the overlay: what is closed to a user, and what could be. */
export const readSetAccess = query(ReadSetAccess, async (tx, _actor, { userId }) => {
  const [user, blackListed, sets, version] = await Promise.all([
    store.findBlockable(tx, userId),
    store.blackListed(tx, userId),
    store.choices(tx),
    store.accessVersion(tx, userId),
  ]);
  if (!user) throw new Refusal('user/not-found');
  if (!user.active) throw new Refusal('block/user-inactive');
  const closed = new Set(blackListed.map(({ setId }) => setId));
  return { userId, name: user.name, blackListed, sets: sets.filter(({ setId }) => !closed.has(setId)), version };
});
