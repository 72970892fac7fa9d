import { sql } from 'kysely';
import type { WorkKind } from '../work-kind.ts';

/** Results not acknowledged yet. Who ordered them stays. */
export const result: WorkKind = {
  kind: 'result',
  facets: ['urgent', 'abnormal', 'other'],
  ability: 'receive-labs',
  dispositions: ['transfer', 'return'],
  describe: (ids) => sql`
    select r.result_id as "itemId", r.title || ', ' || p.first_name || ' ' || p.last_name as says
      from result r join patient p using (clinic_id, patient_id) where r.result_id = any(${ids}::uuid[])`,
};
