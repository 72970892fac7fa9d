import { sql } from 'kysely';
import type { WorkKind } from '../work-kind.ts';

const recurring = (ids: readonly string[]) => sql<{ itemId: string; says: string }>`
  select r.recurring_id as "itemId", q.name || ', ' || p.first_name || ' ' || p.last_name as says
    from recurring_questionnaire r join questionnaire_template q using (clinic_id, template_id) join patient p using (clinic_id, patient_id)
   where r.recurring_id = any(${ids}::uuid[])`;

/** Questionnaires that are sent again and again: somebody else receives the answers, or they end. */
export const recurringQuestionnaire: WorkKind = {
  kind: 'recurring-questionnaire',
  dispositions: ['transfer', 'cancel'],
  describe: recurring,
};

/** Who is alerted when a recurring questionnaire is not completed: always somebody. Handed over before those that end, and their alerts with them. */
export const questionnaireAlert: WorkKind = {
  kind: 'questionnaire-alert',
  dispositions: ['transfer'],
  describe: recurring,
};

/** Questionnaires that were sent and await an answer. */
export const sentQuestionnaire: WorkKind = {
  kind: 'sent-questionnaire',
  dispositions: ['transfer', 'cancel'],
  describe: (ids) => sql`
    select s.sent_id as "itemId", q.name || ', ' || p.first_name || ' ' || p.last_name as says
      from sent_questionnaire s join questionnaire_template q using (clinic_id, template_id) join patient p using (clinic_id, patient_id)
     where s.sent_id = any(${ids}::uuid[])`,
};
