import { query } from '#kernel/query.ts';
import { Refusal } from '#kernel/refusal.ts';
import { handsOf } from '../work/public.ts';
import { ReadTaskHistory } from './contract.ts';
import * as store from './list-store.ts';

/** From whom to whom a task went, as far as it is the reader's affair. */
export const readTaskHistory = query(ReadTaskHistory, async (tx, actor, { taskId }) => {
  const [task, hands] = await Promise.all([store.readTask(tx, actor, taskId), handsOf(tx, 'task', taskId)]);
  if (!task) throw new Refusal('task/not-found');
  return { hands };
});
