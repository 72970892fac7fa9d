import { sql } from 'kysely';
import type { WorkKind } from '../work-kind.ts';

/** Letters to write, to sign or to send. The author stays; only a practitioner takes what is to be signed. */
export const letter: WorkKind = {
  kind: 'letter',
  facets: ['to-create', 'to-sign', 'to-send'],
  hasSite: true,
  ability: 'refer',
  dispositions: ['transfer', 'return'],
  describe: (ids) => sql`
    select l.letter_id as "itemId", l.subject || ', ' || p.first_name || ' ' || p.last_name as says
      from letter l join patient p using (clinic_id, patient_id) where l.letter_id = any(${ids}::uuid[])`,
};
