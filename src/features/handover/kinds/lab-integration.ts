import { sql } from 'kysely';
import type { WorkKind } from '../work-kind.ts';

/** Connections to laboratories that run in the leaver's name: transferred, or nobody in the clinic receives results. */
export const labIntegration: WorkKind = {
  kind: 'lab-integration',
  dispositions: ['transfer'],
  describe: (ids) => sql`
    select i.integration_id as "itemId", i.name || ', ' || i.laboratory as says
      from lab_integration i where i.integration_id = any(${ids}::uuid[])`,
};
