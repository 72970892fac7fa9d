import { query } from '#kernel/query.ts';
import { ReadProgress } from './progress-contract.ts';
import { stepOf } from './progress-store.ts';

/** How far the actor's own hand-over is; on whichever server it runs. */
export const readProgress = query(ReadProgress, async (tx, actor, { userId }) => ({
  step: await stepOf(tx, actor, userId),
}));
