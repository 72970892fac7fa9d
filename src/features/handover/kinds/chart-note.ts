import { sql } from 'kysely';
import type { WorkKind } from '../work-kind.ts';

/** Unsigned chart notes. The author stays; the successor finishes and signs. */
export const chartNote: WorkKind = {
  kind: 'chart-note',
  dispositions: ['transfer'],
  describe: (ids) => sql`
    select n.note_id as "itemId", n.title || ', ' || p.first_name || ' ' || p.last_name as says
      from chart_note n join patient p using (clinic_id, patient_id) where n.note_id = any(${ids}::uuid[])`,
};
