import { query } from '#kernel/query.ts';
import { Refusal } from '#kernel/refusal.ts';
import { ListPatientBlocks } from './access-contract.ts';
import { blocksOnPatient } from './access-store.ts';

/** Who is kept out of a patient's chart, for somebody who is not. */
export const listPatientBlocks = query(ListPatientBlocks, async (tx, _actor, { patientId }) => {
  const blocks = await blocksOnPatient(tx, patientId);
  if (!blocks) throw new Refusal('patient/not-found');
  return { blocks };
});
