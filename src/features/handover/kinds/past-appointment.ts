import { appointment } from './appointment.ts';
import type { WorkKind } from '../work-kind.ts';

/** Visits of the past that nobody closed: seen or not seen, somebody must still say. */
export const pastAppointment: WorkKind = {
  kind: 'past-appointment',
  hasSite: true,
  dispositions: ['transfer'],
  describe: appointment.describe,
};
