import { hourly } from '#kernel/job.ts';
import { makeNextTask } from './recurring-store.ts';

/** What comes again and again becomes a task on its day, once each. */
export const makeTasks = hourly('tasks.make-task', makeNextTask);
