import { sql } from 'kysely';
import type { WorkKind } from '../work-kind.ts';

/** Conversations with outside parties: to answer, being written, or awaiting a reply. Who began them stays. */
export const secureMessage: WorkKind = {
  kind: 'secure-message',
  facets: ['to-answer', 'draft', 'awaiting-reply'],
  dispositions: ['transfer', 'return'],
  describe: (ids) => sql`
    select c.conversation_id as "itemId", c.subject || ', ' || c.party as says
      from secure_conversation c where c.conversation_id = any(${ids}::uuid[])`,
};
