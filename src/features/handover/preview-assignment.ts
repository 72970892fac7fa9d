import type { Id } from '#kernel/brand.ts';
import type { Tx } from '#kernel/db.ts';
import { query } from '#kernel/query.ts';
import { findUser } from '../users/public.ts';
import { canHold } from '../work/rules.ts';
import { knownKind } from './describe.ts';
import { doubtsAbout } from './doubts.ts';
import { PreviewAssignment } from './pool-contract.ts';
import * as store from './pool-store.ts';

export interface ChosenItem {
  readonly kind: string;
  readonly itemId: Id<'work'>;
}

/** Each kind once, with its items, each of them once. */
export const byKind = (items: readonly ChosenItem[]) =>
  [...Map.groupBy(items, ({ kind }) => kind)].map(([name, of]) => ({
    kind: knownKind(name).kind,
    itemIds: [...new Set(of.map(({ itemId }) => itemId))],
  }));

/** What stands against giving each of these to a user, as far as they are still in the pool. */
export async function against(tx: Tx, items: readonly ChosenItem[], userId: Id<'user'>) {
  const found = await Promise.all(
    byKind(items).map(async ({ kind, itemIds }) =>
      (await store.previewAssignment(tx, kind, itemIds, userId)).map((one) => ({ kind, ...one })),
    ),
  );
  return found.flat();
}

/** What giving these to a user would come to, before it is done. */
export const previewAssignment = query(PreviewAssignment, async (tx, _actor, { userId, items }) => {
  canHold(await findUser(tx, userId));
  const [found, doubts] = await Promise.all([against(tx, items, userId), doubtsAbout(tx, [userId])]);
  const names = [...new Set(found.map(({ kind }) => kind))];
  return { items: found, doubts: names.flatMap((kind) => doubts(kind, userId).map((doubt) => ({ kind, doubt }))) };
});
