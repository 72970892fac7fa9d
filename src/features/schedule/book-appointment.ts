import { notOpen } from '#features/patients/public.ts';
import { mayActAt, readStanding } from '#features/sites/public.ts';
import { command } from '#kernel/command.ts';
import { BookAppointment } from './contract.ts';
import { checkBookable, notAway } from './rules.ts';
import * as store from './store.ts';

/** Books a patient at a site of one's own, with a provider who works there; another appointment at that time is no hindrance. */
export const bookAppointment = command(BookAppointment, async (tx, actor, { patientId, ...time }) => {
  const { providerId, siteId } = time;
  const [standing, bookable, away] = await Promise.all([
    readStanding(tx, actor.id, siteId),
    store.readBookable(tx, providerId, siteId),
    store.refusedAsAway(tx, time),
  ]);
  mayActAt(standing);
  checkBookable(bookable);
  notAway(away);
  const booked = await store.insertAppointment(tx, patientId, { ...time, reason: time.reason.trim() });
  if (!booked) throw await notOpen(tx, patientId);
  const { appointmentId, startsAt, endsAt } = booked;
  const facts = { appointmentId, after: { providerId, siteId, startsAt, endsAt } };
  return { output: booked, audit: { patientId, subjectUserId: providerId, facts } };
});
