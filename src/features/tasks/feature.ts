import type { Feature } from '#kernel/http.ts';
import { addTask } from './add-task.ts';
import { finishTask } from './finish-task.ts';
import { listTasks } from './list-tasks.ts';
import { readTask } from './read-task.ts';
import { reopenTask } from './reopen-task.ts';
import { takeTask } from './take-task.ts';
import { updateTask } from './update-task.ts';

export const tasks: Feature = {
  commands: [addTask, updateTask, finishTask, reopenTask, takeTask],
  queries: [listTasks, readTask],
};
