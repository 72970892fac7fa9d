import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { findUser } from '#features/users/public.ts';
import { canHold } from '../work/rules.ts';
import { ScheduleRecurring } from './contract.ts';
import { schedule } from './recurring-store.ts';
import { endsAfter, notPast } from './rules.ts';
import { keepTemplate, today } from './template-store.ts';

/** A questionnaire goes to these patients again and again: who receives the answers, who is alerted when they do not come. */
export const scheduleRecurring = command(ScheduleRecurring, async (tx, actor, scheduling) => {
  const { templateId, patientIds, holderId, alertId, nextOn, endsOn } = scheduling;
  const [template, holder, alert, day] = await Promise.all([
    keepTemplate(tx, templateId),
    findUser(tx, holderId),
    findUser(tx, alertId),
    today(tx),
  ]);
  if (!template) throw new Refusal('questionnaire/not-found');
  canHold(holder);
  canHold(alert);
  notPast(nextOn, day);
  endsAfter(nextOn, endsOn);
  const scheduled = await schedule(tx, actor, scheduling);
  if (scheduled < patientIds.length) throw new Refusal('patient/not-found');
  const facts = { name: template.name, after: { ...scheduling } };
  return {
    output: { scheduled },
    audit: { subjectUserId: holderId, patientId: patientIds.length === 1 ? patientIds[0] : undefined, facts },
  };
});
