import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { behalfOf } from '../work/rules.ts';
import { FinishTask } from './contract.ts';
import { concernsOrRefuse } from './rules.ts';
import * as store from './store.ts';

/** Marks a task done, and keeps who did it. */
export const finishTask = command(FinishTask, async (tx, actor, { taskId }) => {
  const asItStands = async () => {
    const task = concernsOrRefuse(await store.findTask(tx, taskId), actor.id);
    return { task, done: await store.finish(tx, actor, taskId, task.holderId) };
  };
  const first = await asItStands();
  // Given away or given back at this moment: asked once more, as if that had come first.
  const { task, done } = first.done ? first : await asItStands();
  if (!done) throw new Refusal('task/already-done');
  const audit = { patientId: task.patientId, onBehalfOfId: behalfOf(task), facts: { taskId } };
  return { output: { taskId, version: done.version }, audit };
});
