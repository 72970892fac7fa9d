import { notOpen } from '#features/patients/public.ts';
import { query } from '#kernel/query.ts';
import { openElsewhere } from './chart-store.ts';
import { CountOpenElsewhere } from './contract.ts';

/** What else of a patient's waits, beside the notes of the chart. */
export const countOpenElsewhere = query(CountOpenElsewhere, async (tx, _actor, { patientId }) => {
  const open = await openElsewhere(tx, patientId);
  if (!open) throw await notOpen(tx, patientId);
  return open;
});
