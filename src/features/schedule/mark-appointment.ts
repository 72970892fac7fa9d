import { command } from '#kernel/command.ts';
import { MarkAppointment } from './contract.ts';
import { openOrRefuse } from './rules.ts';
import * as store from './store.ts';

/** Says what became of an open appointment. Seen and no-show close it; `booked` takes an arrival back. */
export const markAppointment = command(MarkAppointment, async (tx, _actor, { appointmentId, status }) => {
  const was = openOrRefuse(await store.holdAppointment(tx, appointmentId));
  const { version } = await store.setStatus(tx, appointmentId, status);
  const { patientId, providerId, startsAt } = was;
  const facts = { appointmentId, startsAt, before: { status: was.status }, after: { status } };
  return {
    output: { appointmentId, status, version },
    audit: { patientId, subjectUserId: providerId ?? undefined, facts },
  };
});
