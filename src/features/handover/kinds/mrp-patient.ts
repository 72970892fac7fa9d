import { sql } from 'kysely';
import type { WorkKind } from '../work-kind.ts';

/** Living patients whose MRP the leaver is. Only a doctor takes them over; without one they wait for an MRP. */
export const mrpPatient: WorkKind = {
  kind: 'mrp-patient',
  dispositions: ['transfer', 'return'],
  hasSite: true,
  itemIsPatient: true,
  describe: (ids) => sql`
    select p.patient_id as "itemId", p.last_name || ', ' || p.first_name as says
      from patient p where p.patient_id = any(${ids}::uuid[])`,
};
