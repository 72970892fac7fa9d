import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import * as store from './cancel-store.ts';
import { CancelAppointments } from './visit-contract.ts';

/** Cancels exactly the appointments that were looked at, or none of them: what changed meanwhile is looked at again. */
export const cancelAppointments = command(CancelAppointments, async (tx, _actor, { appointmentIds, reason, tell }) => {
  const were = await store.cancelAll(tx, appointmentIds);
  if (were.length !== appointmentIds.length) throw new Refusal('schedule/day-changed');
  const told = tell ? await store.tellPatients(tx, appointmentIds) : 0;
  const providers = new Set(were.map(({ providerId }) => providerId));
  const only = (providers.size === 1 && were[0]?.providerId) || undefined;
  return {
    output: { cancelled: were.length, told },
    audit: {
      subjectUserId: only,
      onBehalfOfId: were.every(({ covers }) => covers) ? only : undefined,
      reason: reason.trim(),
      facts: { appointmentIds, cancelled: were.length, patientsTold: told },
    },
  };
});
