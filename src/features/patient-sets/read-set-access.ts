import { query } from '#kernel/query.ts';
import { Refusal } from '#kernel/refusal.ts';
import { ReadSetAccess } from './access-contract.ts';
import * as store from './access-store.ts';

/** The two lists of the overlay: what is closed to a user, and what could be. */
export const readSetAccess = query(ReadSetAccess, async (tx, actor, { userId }) => {
  const [user, blackListed, sets, version] = await Promise.all([
    store.findBlockable(tx, userId),
    store.blackListed(tx, userId),
    store.choices(tx),
    store.accessVersion(tx, userId),
  ]);
  if (!user) throw new Refusal('user/not-found');
  if (!user.active) throw new Refusal('block/user-inactive');
  const closed = new Set(blackListed.map(({ setId }) => setId));
  // A reason may name whom the set holds, which is not for whoever it keeps out.
  const shown = userId === actor.id ? blackListed.map((block) => ({ ...block, reason: '' })) : blackListed;
  return { userId, name: user.name, blackListed: shown, sets: sets.filter(({ setId }) => !closed.has(setId)), version };
});
