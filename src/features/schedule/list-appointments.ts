import { awayDays } from '#features/absences/public.ts';
import { query } from '#kernel/query.ts';
import { type Appointment, ListAppointments, type TakenSlot } from './contract.ts';
import * as listStore from './list-store.ts';
import { abilities, checkDays } from './rules.ts';
import * as store from './store.ts';

/** The schedule of some days, with what the caller may do with each appointment. */
export const listAppointments = query(ListAppointments, async (tx, actor, asked) => {
  checkDays(asked.from, asked.to);
  const { from, to: until, providerId: userId } = asked;
  const [rows, permissions, now, away] = await Promise.all([
    listStore.listAppointments(tx, asked),
    store.ownPermissions(tx, actor.id),
    store.readNow(tx),
    awayDays(tx, { from, until, userId }),
  ]);
  const appointments: Appointment[] = [];
  const taken: TakenSlot[] = [];
  for (const row of rows) {
    if (row.patient) {
      const { patientName: _, ...appointment } = row;
      appointments.push({ ...appointment, may: abilities(permissions, row.status) });
    } else taken.push(row);
  }
  return { appointments, taken, away, now, may: { book: permissions.has('schedule.book-appointment') } };
});
