import { sql } from 'kysely';
import type { WorkKind } from '../work-kind.ts';

/** Claims not paid yet. The biller stays; the follow-up moves. */
export const claim: WorkKind = {
  kind: 'claim',
  facets: ['unsubmitted', 'rejected', 'awaiting-payment'],
  ability: 'bill',
  dispositions: ['transfer', 'return'],
  describe: (ids) => sql`
    select c.claim_id as "itemId", c.service_on::text || ' ' || c.service || ', ' || p.first_name || ' ' || p.last_name as says
      from claim c join patient p using (clinic_id, patient_id) where c.claim_id = any(${ids}::uuid[])`,
};
