import { command } from '#kernel/command.ts';
import { behalfOf } from '../work/rules.ts';
import { MarkAppointment } from './contract.ts';
import { markableOrRefuse } from './rules.ts';
import * as store from './store.ts';

/**
 * Says what became of an appointment, or takes that back. Seen and no-show close it; taken back, its provider holds it again,
 * and of one who has left, whoever took such visits over.
 */
export const markAppointment = command(MarkAppointment, async (tx, _actor, { appointmentId, ...marking }) => {
  const { status } = marking;
  const was = markableOrRefuse(await store.holdAppointment(tx, appointmentId), marking);
  const { version, ...now } = await store.setStatus(tx, appointmentId, status);
  const { patientId, providerId, startsAt } = was;
  const late = now.holderId !== providerId;
  const facts = {
    appointmentId,
    startsAt,
    before: { status: was.status },
    after: { status },
    ...(late ? { arrivals: [{ forId: now.arrivedForId, holderId: now.holderId }] } : {}),
  };
  return {
    output: { appointmentId, status, version },
    audit: {
      patientId,
      subjectUserId: providerId ?? undefined,
      onBehalfOfId: behalfOf({ holderId: providerId, covers: was.covers }),
      facts,
    },
  };
});
