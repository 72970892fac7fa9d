import { query } from '#kernel/query.ts';
import { Refusal } from '#kernel/refusal.ts';
import { handsOf } from '../work/public.ts';
import { ReadTaskHistory } from './contract.ts';
import * as lists from './list-store.ts';
import { findTask } from './store.ts';

/** From whom to whom a task went, as far as it is the reader's affair, or theirs to pass on. */
export const readTaskHistory = query(ReadTaskHistory, async (tx, actor, { taskId }) => {
  const [own, found, passes, hands] = await Promise.all([
    lists.readTask(tx, actor, taskId),
    findTask(tx, taskId),
    lists.mayPass(tx),
    handsOf(tx, 'task', taskId),
  ]);
  if (!own && !(found && passes)) throw new Refusal('task/not-found');
  return { hands };
});
