import type { Feature } from '#kernel/http.ts';
import { exportRecurring } from './export-recurring.ts';
import { exportTasks } from './export-tasks.ts';
import { exportTypes } from './export-types.ts';
import { addRecurring } from './add-recurring.ts';
import { addTask } from './add-task.ts';
import { addType } from './add-type.ts';
import { endRecurring } from './end-recurring.ts';
import { finishTask } from './finish-task.ts';
import { giveRecurring } from './give-recurring.ts';
import { listRecurring } from './list-recurring.ts';
import { listTasks } from './list-tasks.ts';
import { listTypes } from './list-types.ts';
import { makeTasks } from './make-tasks.ts';
import { passTask } from './pass-task.ts';
import { readTask } from './read-task.ts';
import { readTaskHistory } from './read-task-history.ts';
import { reopenTask } from './reopen-task.ts';
import { retireType } from './retire-type.ts';
import { takeTask } from './take-task.ts';
import { updateTask } from './update-task.ts';
import { updateType } from './update-type.ts';

export const tasks: Feature = {
  commands: [
    addTask,
    exportRecurring,
    exportTasks,
    exportTypes,
    updateTask,
    finishTask,
    reopenTask,
    takeTask,
    passTask,
    addType,
    updateType,
    retireType,
    addRecurring,
    giveRecurring,
    endRecurring,
  ],
  queries: [listTasks, readTask, readTaskHistory, listTypes, listRecurring],
  jobs: [makeTasks],
};
