import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { findUser } from '#features/users/public.ts';
import { behalfOf } from '../work/rules.ts';
import { UpdateTask } from './contract.ts';
import { changesOf, checkAssignee, concernsOrRefuse } from './rules.ts';
import * as store from './store.ts';

/** Changes an open task. Given to somebody else, or back to the pool, it says whose it was. */
export const updateTask = command(UpdateTask, async (tx, actor, { taskId, version, copyIds, ...fields }) => {
  const { assigneeId } = fields;
  const [found, assignee] = await Promise.all([
    store.findTask(tx, taskId),
    assigneeId === null ? null : findUser(tx, assigneeId),
  ]);
  const task = concernsOrRefuse(found, actor.id);
  if (task.doneAt !== null) throw new Refusal('task/already-done');
  if (task.version !== version) throw new Refusal('request/version-stale');
  const moves = assigneeId !== task.holderId;
  if (moves && assignee !== null) checkAssignee(assignee);
  const cameFromId = moves && task.holderId !== null ? task.holderId : task.cameFromId;
  const updated = await store.updateTask(tx, { taskId, version, cameFromId, ...fields });
  if (!updated) throw new Refusal('request/version-stale');
  if (copyIds) await store.setCopies(tx, actor, taskId, copyIds);
  const facts = {
    taskId,
    ...changesOf({ ...task, assigneeId: task.holderId }, fields),
    ...(copyIds ? { copyIds } : {}),
  };
  return {
    output: { taskId, version: updated.version },
    audit: {
      subjectUserId: assigneeId ?? undefined,
      patientId: task.patientId,
      onBehalfOfId: behalfOf(task),
      facts,
    },
  };
});
