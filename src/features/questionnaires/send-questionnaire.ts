import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { findUser } from '#features/users/public.ts';
import { isOpenPatient } from '../work/public.ts';
import { canHold } from '../work/rules.ts';
import { SendQuestionnaire } from './contract.ts';
import { notPast } from './rules.ts';
import { insertSent } from './sent-store.ts';
import { keepTemplate, today } from './template-store.ts';

/** Records that a questionnaire went to a patient, who receives the answers, and until when they are expected. */
export const sendQuestionnaire = command(SendQuestionnaire, async (tx, actor, sending) => {
  const { templateId, patientId, holderId, dueOn } = sending;
  const [template, known, holder, day] = await Promise.all([
    keepTemplate(tx, templateId),
    isOpenPatient(tx, patientId),
    findUser(tx, holderId),
    today(tx),
  ]);
  if (!template) throw new Refusal('questionnaire/not-found');
  if (!known) throw new Refusal('patient/not-found');
  canHold(holder);
  notPast(dueOn, day);
  const sent = await insertSent(tx, actor, sending);
  const facts = { ...sent, name: template.name, after: { holderId, due: dueOn } };
  return { output: sent, audit: { patientId, subjectUserId: holderId, facts } };
});
