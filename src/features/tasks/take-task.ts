import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { TakeTask } from './contract.ts';
import * as store from './store.ts';

/** Takes a task out of the pool. Of two who take it at once one gets it, and the other is told. */
export const takeTask = command(TakeTask, async (tx, actor, { taskId }) => {
  const taken = await store.take(tx, actor, taskId);
  const task = await store.findTask(tx, taskId);
  if (!task) throw new Refusal('task/not-found');
  if (!taken) throw new Refusal(task.holderId === null ? 'task/already-done' : 'task/already-taken');
  return { output: { taskId, version: taken.version }, audit: { patientId: task.patientId, facts: { taskId } } };
});
