import { query } from '#kernel/query.ts';
import { Refusal } from '#kernel/refusal.ts';
import { ListTasks } from './contract.ts';
import { countTasks, mayPass, pageOfTasks } from './list-store.ts';

/** A page of one folder of tasks, what is to be done in each, and how much is withheld. Everybody's are for whoever passes them on. */
export const listTasks = query(ListTasks, async (tx, actor, wanted) => {
  const [page, counted, passes] = await Promise.all([pageOfTasks(tx, actor, wanted), countTasks(tx), mayPass(tx)]);
  if (wanted.folder === 'all' && !passes) throw new Refusal('actor/not-permitted');
  return { ...page, ...counted };
});
