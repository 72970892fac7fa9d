import { query } from '#kernel/query.ts';
import { Refusal } from '#kernel/refusal.ts';
import { ReadAbsence } from './contract.ts';
import * as store from './list-store.ts';

/** One absence as it is now. */
export const readAbsence = query(ReadAbsence, async (tx, _actor, { absenceId }) => {
  const absence = await store.readAbsence(tx, absenceId);
  if (!absence) throw new Refusal('absence/not-found');
  return absence;
});
