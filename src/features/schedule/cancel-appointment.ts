import { command } from '#kernel/command.ts';
import { behalfOf } from '../work/rules.ts';
import { tellPatients } from './cancel-store.ts';
import { CancelAppointment } from './contract.ts';
import { openOrRefuse } from './rules.ts';
import * as store from './store.ts';

/** Cancels an open appointment: its time is free, and the appointment stays in the record. */
export const cancelAppointment = command(CancelAppointment, async (tx, _actor, { appointmentId, reason, tell }) => {
  const held = openOrRefuse(await store.holdAppointment(tx, appointmentId));
  const { patientId, providerId, startsAt, status, covers } = held;
  const { version } = await store.setStatus(tx, appointmentId, 'cancelled');
  const patientsTold = tell ? await tellPatients(tx, [appointmentId]) : 0;
  const facts = {
    appointmentId,
    startsAt,
    before: { status },
    after: { status: 'cancelled' },
    ...(tell ? { patientsTold } : {}),
  };
  return {
    // Having written to the patient stands on the appointment too, which makes a version of its own.
    output: { appointmentId, version: version + patientsTold, told: patientsTold > 0 },
    audit: {
      patientId,
      subjectUserId: providerId ?? undefined,
      onBehalfOfId: behalfOf({ holderId: providerId, covers }),
      reason: reason.trim(),
      facts,
    },
  };
});
