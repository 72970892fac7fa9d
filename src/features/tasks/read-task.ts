import { query } from '#kernel/query.ts';
import { Refusal } from '#kernel/refusal.ts';
import { ReadTask } from './contract.ts';
import * as store from './list-store.ts';

export const readTask = query(ReadTask, async (tx, actor, { taskId }) => {
  const task = await store.readTask(tx, actor, taskId);
  if (!task) throw new Refusal('task/not-found');
  return task;
});
