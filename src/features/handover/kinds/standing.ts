import { sql } from 'kysely';
import type { WorkKind } from '../work-kind.ts';

const rule = (ids: readonly string[]) => sql<{ itemId: string; says: string }>`
  select r.rule_id as "itemId", f.first_name || ' ' || f.last_name || ' → ' || t.first_name || ' ' || t.last_name as says
    from standing_rule r join clinic_user f on f.clinic_id = r.clinic_id and f.user_id = r.from_id
    join clinic_user t on t.clinic_id = r.clinic_id and t.user_id = r.holder_id
   where r.rule_id = any(${ids}::uuid[])`;

/** What is forwarded to the leaver, and whom the leaver supervises: it goes to somebody else, or the rule ends. */
export const ruleTo: WorkKind = {
  kind: 'rule-to',
  facets: ['forwarding', 'supervision'],
  dispositions: ['transfer', 'cancel'],
  describe: rule,
};

/** What is forwarded from the leaver, and who supervises the leaver: it holds for whoever follows, or the rule ends. */
export const ruleFrom: WorkKind = {
  kind: 'rule-from',
  facets: ['forwarding', 'supervision'],
  dispositions: ['transfer', 'cancel'],
  describe: rule,
};

/** Sets that follow their criteria in the leaver's name: in somebody else's, or they stay as they are. */
export const keptSet: WorkKind = {
  kind: 'kept-set',
  dispositions: ['transfer', 'cancel'],
  describe: (ids) => sql`select set_id as "itemId", name as says from patient_set where set_id = any(${ids}::uuid[])`,
};

/** Looking again at a block on its review date. Somebody does, as long as it holds; nobody does of a block on themselves, or reads of it. */
export const blockReview: WorkKind = {
  kind: 'block-review',
  dispositions: ['transfer'],
  describe: (ids) => sql`
    select b.block_id as "itemId", u.first_name || ' ' || u.last_name || ', ' || s.name || ', ' || to_char(b.review_on, 'YYYY-MM-DD') as says
      from chart_block b join patient_set s using (clinic_id, set_id) join clinic_user u on u.clinic_id = b.clinic_id and u.user_id = b.user_id
     where b.block_id = any(${ids}::uuid[]) and b.user_id <> current_actor()`,
};

/** What the leaver has still to decide in access reviews. Nobody decides about themselves. */
export const reviewLine: WorkKind = {
  kind: 'review-line',
  dispositions: ['transfer'],
  describe: (ids) => sql`
    select l.line_id as "itemId", r.name || ', ' || l.name as says
      from access_review_line l join access_review r using (clinic_id, review_id) where l.line_id = any(${ids}::uuid[])`,
};

/** Owning the clinic's account: an administrator follows. */
export const accountOwner: WorkKind = {
  kind: 'account-owner',
  dispositions: ['transfer'],
  describe: (ids) => sql`
    select o.office_id as "itemId", c.name as says from account_owner o join clinic c using (clinic_id)
     where o.office_id = any(${ids}::uuid[])`,
};

/** Answering for closed records: somebody follows, or the administrators answer. */
export const privacyOfficer: WorkKind = {
  kind: 'privacy-officer',
  dispositions: ['transfer', 'cancel'],
  describe: (ids) => sql`select clinic_id as "itemId", name as says from clinic where clinic_id = any(${ids}::uuid[])`,
};
