import { sql } from 'kysely';
import type { WorkKind } from '../work-kind.ts';

/** Tasks not done. They are never cancelled unseen: somebody asked for each of them. */
export const task: WorkKind = {
  kind: 'task',
  dispositions: ['transfer', 'return'],
  describe: (ids) => sql`select task_id as "itemId", title as says from task where task_id = any(${ids}::uuid[])`,
};
