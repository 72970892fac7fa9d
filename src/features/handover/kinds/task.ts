import { sql } from 'kysely';
import type { WorkKind } from '../work-kind.ts';

/** Tasks not done. They are never cancelled unseen: somebody asked for each of them. */
export const task: WorkKind = {
  kind: 'task',
  facets: ['urgent', 'other'],
  dispositions: ['transfer', 'return'],
  describe: (ids) => sql`select task_id as "itemId", title as says from task where task_id = any(${ids}::uuid[])`,
};

/** Tasks that come again and again: the next ones go to somebody else or to the pool, or none comes. */
export const recurringTask: WorkKind = {
  kind: 'recurring-task',
  dispositions: ['transfer', 'return', 'cancel'],
  describe: (ids) =>
    sql`select recurring_id as "itemId", title as says from recurring_task where recurring_id = any(${ids}::uuid[])`,
};

/** Types of task of which the leaver is the default assignee. Without one, their tasks wait in the pool. */
export const taskType: WorkKind = {
  kind: 'task-type',
  dispositions: ['transfer', 'return'],
  describe: (ids) => sql`select type_id as "itemId", name as says from task_type where type_id = any(${ids}::uuid[])`,
};
