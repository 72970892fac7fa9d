import { notOpen } from '#features/patients/public.ts';
import { query } from '#kernel/query.ts';
import { Refusal } from '#kernel/refusal.ts';
import { ListResults } from './contract.ts';
import { countWaiting, isOpenToActor, pageOfResults } from './store.ts';

/** A page of one's own results, of the pool, of those acknowledged, or of one patient's. */
export const listResults = query(ListResults, async (tx, actor, { folder = 'open', patientId, ...asked }) => {
  if (folder === 'patient' && !patientId) throw new Refusal('patient/not-found');
  const [{ rows, next }, waiting, patientOpen] = await Promise.all([
    pageOfResults(tx, actor.id, { folder, patientId, ...asked }),
    countWaiting(tx),
    patientId ? isOpenToActor(tx, patientId) : true,
  ]);
  if (!patientOpen) throw await notOpen(tx, patientId);
  return { results: rows.map(({ calm: _calm, normal: _normal, at: _at, ...result }) => result), next, waiting };
});
