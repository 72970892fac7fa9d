import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { behalfOf } from '../work/rules.ts';
import { ReopenTask } from './contract.ts';
import { concernsOrRefuse } from './rules.ts';
import * as store from './store.ts';

/** Takes back that a task is done. Nobody gone gets work: then it comes to whoever opens it again. */
export const reopenTask = command(ReopenTask, async (tx, actor, { taskId }) => {
  const task = concernsOrRefuse(await store.findTask(tx, taskId), actor.id);
  const gone = task.holderId !== null && !task.holderActive;
  const holding = gone ? { holderId: actor.id, cameFromId: task.holderId } : task;
  const open = await store.reopen(tx, taskId, holding);
  if (!open) throw new Refusal('task/not-done');
  const facts = { taskId, before: { assigneeId: task.holderId }, after: { assigneeId: holding.holderId } };
  return {
    output: { taskId, version: open.version },
    audit: { patientId: task.patientId, onBehalfOfId: behalfOf(task), facts },
  };
});
