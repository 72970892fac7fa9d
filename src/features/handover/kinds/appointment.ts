import { sql } from 'kysely';
import type { WorkKind } from '../work-kind.ts';

/** Appointments from now on. Double booking is the successor's affair; a closed chart or a foreign site is not. */
export const appointment: WorkKind = {
  kind: 'appointment',
  hasSite: true,
  dispositions: ['transfer', 'cancel'],
  describe: (ids) => sql`
    select a.appointment_id as "itemId", p.first_name || ' ' || p.last_name as says
      from appointment a join patient p using (clinic_id, patient_id) where a.appointment_id = any(${ids}::uuid[])`,
};
