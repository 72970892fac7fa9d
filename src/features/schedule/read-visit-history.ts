import { query } from '#kernel/query.ts';
import { Refusal } from '#kernel/refusal.ts';
import { ReadVisitHistory } from './visit-contract.ts';
import { historyOf } from './visit-store.ts';

/** What happened to an appointment, oldest first. */
export const readVisitHistory = query(ReadVisitHistory, async (tx, _actor, { appointmentId }) => {
  const history = await historyOf(tx, appointmentId);
  if (!history) throw new Refusal('schedule/appointment-not-found');
  return history;
});
