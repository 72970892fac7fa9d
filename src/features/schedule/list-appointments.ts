import { query } from '#kernel/query.ts';
import { type Appointment, ListAppointments, type TakenSlot } from './contract.ts';
import * as listStore from './list-store.ts';
import { abilities, checkDays } from './rules.ts';
import * as store from './store.ts';

/** The schedule of some days, with what the caller may do with each appointment. */
export const listAppointments = query(ListAppointments, async (tx, actor, asked) => {
  checkDays(asked.from, asked.to);
  const [rows, permissions, now] = await Promise.all([
    listStore.listAppointments(tx, asked),
    store.ownPermissions(tx, actor.id),
    store.readNow(tx),
  ]);
  const appointments: Appointment[] = [];
  const taken: TakenSlot[] = [];
  for (const row of rows) {
    if (row.patient) {
      const { patientName: _, ...appointment } = row;
      appointments.push({ ...appointment, may: abilities(permissions, row.status) });
    } else taken.push(row);
  }
  return { appointments, taken, now, may: { book: permissions.has('schedule.book-appointment') } };
});
