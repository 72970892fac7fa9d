import { findUser } from '#features/users/public.ts';
import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { PassTask } from './contract.ts';
import { checkAssignee } from './rules.ts';
import * as store from './store.ts';

/** A colleague's task, or one in the pool, becomes somebody else's to do, as it is. Who gave it stays. */
export const passTask = command(PassTask, async (tx, _actor, { taskId, assigneeId, version }) => {
  const [task, assignee] = await Promise.all([
    store.findTask(tx, taskId),
    assigneeId === null ? null : findUser(tx, assigneeId),
  ]);
  if (!task) throw new Refusal('task/not-found');
  if (task.doneAt !== null) throw new Refusal('task/already-done');
  if (assignee !== null) checkAssignee(assignee);
  const { holderId: fromId, patientId } = task;
  const passed = await store.pass(tx, { taskId, version, fromId, toId: assigneeId });
  if (!passed) throw new Refusal('request/version-stale');
  const facts = { taskId, before: { assigneeId: fromId }, after: { assigneeId } };
  return {
    output: { taskId, version: passed.version },
    audit: { patientId, subjectUserId: assigneeId ?? undefined, facts },
  };
});
