import { query } from '#kernel/query.ts';
import { Refusal } from '#kernel/refusal.ts';
import { countWaiting, isOpenPatient } from '../work/public.ts';
import { ListLetters } from './contract.ts';
import { pageOfLetters } from './store.ts';

/** A page of one's own letters, of the pool, or of all. */
export const listLetters = query(ListLetters, async (tx, _actor, { folder = 'open', patientId, ...asked }) => {
  const [page, waiting, known] = await Promise.all([
    pageOfLetters(tx, { folder, patientId, ...asked }),
    countWaiting(tx, 'letter'),
    patientId ? isOpenPatient(tx, patientId) : true,
  ]);
  if (!known) throw new Refusal('patient/not-found');
  return { ...page, waiting };
});
