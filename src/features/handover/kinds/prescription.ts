import { sql } from 'kysely';
import type { WorkKind } from '../work-kind.ts';

/** Prescriptions to sign. The author stays; only somebody who may prescribe at the site takes one. */
export const prescription: WorkKind = {
  kind: 'prescription',
  hasSite: true,
  ability: 'prescribe',
  dispositions: ['transfer', 'cancel'],
  describe: (ids) => sql`
    select w.prescription_id as "itemId",
           (select string_agg(l.medication, ', ' order by l.line) from prescription_line l
             where l.clinic_id = w.clinic_id and l.prescription_id = w.prescription_id) || ', ' || p.first_name || ' ' || p.last_name as says
      from prescription w join patient p using (clinic_id, patient_id) where w.prescription_id = any(${ids}::uuid[])`,
};
