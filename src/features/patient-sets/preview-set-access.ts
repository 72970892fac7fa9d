import { query } from '#kernel/query.ts';
import { Refusal } from '#kernel/refusal.ts';
import { PreviewSetAccess } from './access-contract.ts';
import * as store from './access-store.ts';

/** What Done would come to, in numbers: whom it closes and opens, those closed to the reader too; of these not what waits about them. */
export const previewSetAccess = query(PreviewSetAccess, async (tx, _actor, { userId, setIds }) => {
  const [user, sets] = await Promise.all([store.findBlockable(tx, userId), store.choices(tx, setIds)]);
  if (!user) throw new Refusal('user/not-found');
  if (!user.active) throw new Refusal('block/user-inactive');
  return { name: user.name, ...(await store.comesTo(tx, userId, setIds)), sets };
});
