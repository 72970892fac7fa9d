import { command } from '#kernel/command.ts';
import { behalfOf } from '../work/rules.ts';
import { MarkAppointment } from './contract.ts';
import { markableOrRefuse } from './rules.ts';
import * as store from './store.ts';

/** Says what became of an appointment, or takes that back. Seen and no-show close it; taken back, somebody holds it again. */
export const markAppointment = command(MarkAppointment, async (tx, _actor, { appointmentId, ...marking }) => {
  const { status } = marking;
  const was = markableOrRefuse(await store.holdAppointment(tx, appointmentId), marking);
  const { version } = await store.setStatus(tx, appointmentId, status);
  const { patientId, providerId, startsAt } = was;
  const facts = { appointmentId, startsAt, before: { status: was.status }, after: { status } };
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
