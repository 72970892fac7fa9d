import type { Feature } from '#kernel/http.ts';
import { bookAppointment } from './book-appointment.ts';
import { cancelAppointment } from './cancel-appointment.ts';
import { cancelAppointments } from './cancel-appointments.ts';
import { exportPastVisits } from './export-past-visits.ts';
import { giveVisit } from './give-visit.ts';
import { listAppointments } from './list-appointments.ts';
import { listPastVisits } from './list-past-visits.ts';
import { markAppointment } from './mark-appointment.ts';
import { moveAppointment } from './move-appointment.ts';
import { previewCancellations } from './preview-cancellations.ts';
import { readAppointment } from './read-appointment.ts';
import { readVisitHistory } from './read-visit-history.ts';

export const schedule: Feature = {
  commands: [
    bookAppointment,
    moveAppointment,
    cancelAppointment,
    cancelAppointments,
    markAppointment,
    giveVisit,
    exportPastVisits,
  ],
  queries: [listAppointments, readAppointment, listPastVisits, readVisitHistory, previewCancellations],
};
