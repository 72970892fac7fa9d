import type { Feature } from '#kernel/http.ts';
import { bookAppointment } from './book-appointment.ts';
import { cancelAppointment } from './cancel-appointment.ts';
import { listAppointments } from './list-appointments.ts';
import { markAppointment } from './mark-appointment.ts';
import { moveAppointment } from './move-appointment.ts';
import { readAppointment } from './read-appointment.ts';

export const schedule: Feature = {
  commands: [bookAppointment, moveAppointment, cancelAppointment, markAppointment],
  queries: [listAppointments, readAppointment],
};
