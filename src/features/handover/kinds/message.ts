import { sql } from 'kysely';
import type { WorkKind } from '../work-kind.ts';

/** Inbox messages not filed yet: unread, open and snoozed. The author of a message never changes. */
export const message: WorkKind = {
  kind: 'message',
  dispositions: ['transfer', 'return'],
  describe: (ids) => sql`
    select i.item_id as "itemId", m.subject as says
      from inbox_item i join message m using (clinic_id, message_id) where i.item_id = any(${ids}::uuid[])`,
};
