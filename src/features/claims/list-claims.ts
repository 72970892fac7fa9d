import { notOpen } from '#features/patients/public.ts';
import { query } from '#kernel/query.ts';
import { ListClaims } from './contract.ts';
import { countWaiting, isOpenToActor, pageOfClaims } from './store.ts';

/** A page of one's own claims, of the pool, or of all, for one patient or for everybody. */
export const listClaims = query(ListClaims, async (tx, _actor, { folder = 'open', patientId, ...asked }) => {
  const [{ rows, next }, waiting, patientOpen] = await Promise.all([
    pageOfClaims(tx, { folder, patientId, ...asked }),
    countWaiting(tx),
    patientId ? isOpenToActor(tx, patientId) : true,
  ]);
  if (!patientOpen) throw await notOpen(tx, patientId);
  return { claims: rows.map(({ days: _days, ...claim }) => claim), next, waiting };
});
