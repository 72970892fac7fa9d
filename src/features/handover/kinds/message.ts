import { sql } from 'kysely';
import type { WorkKind } from '../work-kind.ts';

/** Inbox messages not filed yet: unread, open and snoozed. The author of a message never changes. */
export const message: WorkKind = {
  kind: 'message',
  facets: ['unread', 'open', 'snoozed'],
  dispositions: ['transfer', 'return'],
  describe: (ids) => sql`
    select i.item_id as "itemId", m.subject as says
      from inbox_item i join message m using (clinic_id, message_id) where i.item_id = any(${ids}::uuid[])`,
};

const membership = (ids: readonly string[]) => sql<{ itemId: string; says: string }>`
  select m.membership_id as "itemId", g.name as says
    from group_membership m join message_group g using (clinic_id, group_id) where m.membership_id = any(${ids}::uuid[])`;

/** Groups that others are in too: somebody comes in the leaver's place, or the leaver goes. */
export const groupMembership: WorkKind = {
  kind: 'group-membership',
  dispositions: ['transfer', 'cancel'],
  describe: membership,
};

/** Groups that nobody else is in: somebody follows, or what is written to them would reach nobody. */
export const soleMembership: WorkKind = {
  kind: 'sole-membership',
  dispositions: ['transfer'],
  describe: membership,
};
