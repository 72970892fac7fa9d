import type { Id } from '#kernel/brand.ts';
import type { Actor, Tx } from '#kernel/db.ts';
import { Refusal } from '#kernel/refusal.ts';
import * as store from './access-store.ts';

/** A block that is lifted, and why. */
export interface Lifting {
  readonly blockId: Id<'block'>;
  readonly reason: string;
}

/**
 * Lifts blocks of one user, each for its own reason, in the transaction of whoever calls. Answers what the entry says of each.
 *
 * @throws {Refusal} `actor/not-permitted`, `block/not-found`, `block/already-lifted`.
 */
export async function liftOf(tx: Tx, actor: Actor, userId: Id<'user'>, lifting: readonly Lifting[]) {
  if (lifting.length === 0) return [];
  if (!(await store.mayLift(tx))) throw new Refusal('actor/not-permitted');
  const lifted: (Lifting & { readonly setId: Id<'set'> })[] = [];
  for (const { blockId, reason } of lifting.toSorted((a, b) => (a.blockId < b.blockId ? -1 : 1))) {
    const block = await store.holdBlock(tx, blockId);
    if (block?.userId !== userId) throw new Refusal('block/not-found');
    if (block.over) throw new Refusal('block/already-lifted');
    await store.liftBlocks(tx, actor, [blockId], reason);
    lifted.push({ blockId, setId: block.setId, reason });
  }
  return lifted;
}
