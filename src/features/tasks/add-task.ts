import { notOpen } from '#features/patients/public.ts';
import { command } from '#kernel/command.ts';
import { findUser } from '#features/users/public.ts';
import { AddTask } from './contract.ts';
import { checkAssignee } from './rules.ts';
import * as store from './store.ts';

/** Gives a task to an active user, or lays it in the pool. */
export const addTask = command(AddTask, async (tx, actor, { patientId = null, ...fields }) => {
  const { assigneeId, due, urgent } = fields;
  const [assignee, known] = await Promise.all([
    assigneeId === null ? null : findUser(tx, assigneeId),
    patientId === null || store.patientOpen(tx, patientId),
  ]);
  if (assignee !== null) checkAssignee(assignee);
  if (!known) throw await notOpen(tx, patientId);
  const added = await store.insertTask(tx, actor, fields, patientId);
  const facts = { taskId: added.taskId, after: { due, urgent, assigneeId } };
  return { output: added, audit: { subjectUserId: assigneeId ?? undefined, patientId, facts } };
});
