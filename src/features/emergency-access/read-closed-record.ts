import { query } from '#kernel/query.ts';
import { Refusal } from '#kernel/refusal.ts';
import { ReadClosedRecord } from './contract.ts';
import { closedRecord } from './store.ts';

/** What stands in place of a closed record. The try to open it has left its entry before. */
export const readClosedRecord = query(ReadClosedRecord, async (tx, _actor, { patientId }) => {
  const closed = await closedRecord(tx, patientId);
  if (!closed) throw new Refusal('patient/not-found');
  return closed;
});
