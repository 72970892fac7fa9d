import { command } from '#kernel/command.ts';
import { CancelAppointment } from './contract.ts';
import { openOrRefuse } from './rules.ts';
import * as store from './store.ts';

/** Cancels an open appointment: its time is free, and the appointment stays in the record. */
export const cancelAppointment = command(CancelAppointment, async (tx, _actor, { appointmentId, reason }) => {
  const { patientId, providerId, startsAt, status } = openOrRefuse(await store.holdAppointment(tx, appointmentId));
  const { version } = await store.setStatus(tx, appointmentId, 'cancelled');
  const facts = { appointmentId, startsAt, before: { status }, after: { status: 'cancelled' } };
  return {
    output: { appointmentId, version },
    audit: { patientId, subjectUserId: providerId ?? undefined, reason: reason.trim(), facts },
  };
});
