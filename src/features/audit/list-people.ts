import { query } from '#kernel/query.ts';
import { Refusal } from '#kernel/refusal.ts';
import { ListPeople, ReadLog } from './contract.ts';
import * as store from './store.ts';

/** For the choice of people above the log: also who has left. */
export const listPeople = query(ListPeople, async (tx) => {
  const [may, people] = await Promise.all([store.mayRead(tx), store.listPeople(tx)]);
  if (!may) throw new Refusal('actor/not-permitted', { action: ReadLog.name });
  return { people };
});
