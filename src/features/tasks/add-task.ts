import { notOpen } from '#features/patients/public.ts';
import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { findUser } from '#features/users/public.ts';
import { AddTask } from './contract.ts';
import { checkAssignee } from './rules.ts';
import * as store from './store.ts';

/** Gives a task to an active user, or lays it in the pool. */
export const addTask = command(
  AddTask,
  async (tx, actor, { patientId = null, typeId = null, copyIds = [], ...fields }) => {
    const { assigneeId, due, urgent } = fields;
    const [assignee, known, typed] = await Promise.all([
      assigneeId === null ? null : findUser(tx, assigneeId),
      patientId === null || store.patientOpen(tx, patientId),
      typeId === null || store.keepType(tx, typeId),
    ]);
    if (assignee !== null) checkAssignee(assignee);
    if (!known) throw await notOpen(tx, patientId);
    if (!typed) throw new Refusal('task/type-not-found');
    const added = await store.insertTask(tx, actor, fields, { patientId, typeId });
    if (copyIds.length > 0) await store.setCopies(tx, actor, added.taskId, copyIds);
    const facts = {
      taskId: added.taskId,
      after: { due, urgent, assigneeId, ...(copyIds.length > 0 ? { copyIds } : {}) },
    };
    return { output: added, audit: { subjectUserId: assigneeId ?? undefined, patientId, facts } };
  },
);
