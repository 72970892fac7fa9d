import { query } from '#kernel/query.ts';
import { ListTasks } from './contract.ts';
import { countTasks, pageOfTasks } from './list-store.ts';

/** A page of one folder of tasks, what is to be done in each, and how much is withheld. */
export const listTasks = query(ListTasks, async (tx, actor, wanted) => {
  const [page, counted] = await Promise.all([pageOfTasks(tx, actor, wanted), countTasks(tx)]);
  return { ...page, ...counted };
});
