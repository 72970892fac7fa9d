import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { LiftBlock } from './access-contract.ts';
import * as store from './access-store.ts';

/** Lifts one block, for all patients of its set, from the user's next request on. */
export const liftBlock = command(
  LiftBlock,
  async (tx, actor, { blockId, reason }) => {
    const block = await store.holdBlock(tx, blockId);
    if (!block) throw new Refusal('block/not-found');
    if (block.userId === actor.id) throw new Refusal('block/concerns-yourself');
    if (block.over) throw new Refusal('block/already-lifted');
    await store.liftBlocks(tx, actor, [blockId], reason);
    const facts = { blockId, setId: block.setId };
    return { output: { blockId }, audit: { subjectUserId: block.userId, reason, facts } };
  },
  'roster',
);
