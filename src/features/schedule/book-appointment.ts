import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { BookAppointment } from './contract.ts';
import { checkBookable } from './rules.ts';
import * as store from './store.ts';

/** Books a patient with a provider who works at the site; another appointment at that time is no hindrance. */
export const bookAppointment = command(BookAppointment, async (tx, _actor, { patientId, ...time }) => {
  const { providerId, siteId } = time;
  checkBookable(await store.readBookable(tx, providerId, siteId));
  const booked = await store.insertAppointment(tx, patientId, { ...time, reason: time.reason.trim() });
  if (!booked) throw new Refusal('patient/not-found');
  const { appointmentId, startsAt, endsAt } = booked;
  const facts = { appointmentId, after: { providerId, siteId, startsAt, endsAt } };
  return { output: booked, audit: { patientId, subjectUserId: providerId, facts } };
});
