import { command } from '#kernel/command.ts';
import { addArrivedTask } from '#features/tasks/public.ts';
import { questionnaireWords } from '#web/words/questionnaires.ts';
import { behalfOf, openOrRefuse } from '../work/rules.ts';
import { RecordAnswers } from './contract.ts';
import { fitQuestions } from './rules.ts';
import * as store from './sent-store.ts';

/**
 * What the patient has answered; whoever is handed it may type it in. The log keeps that, and not the words. Answers to
 * what ended when its holder left are kept too, and looking at them becomes a task of whoever took such work over.
 */
export const recordAnswers = command(RecordAnswers, async (tx, actor, { sentId, answers }) => {
  const found = await store.holdSent(tx, sentId);
  const sent = openOrRefuse(found && { ...found, isOpen: found.isOpen || found.late });
  const { name, questions, patientId, holderId, late } = sent;
  fitQuestions(answers, questions);
  await store.answer(tx, sentId, answers);
  const arrived = late
    ? await addArrivedTask(tx, actor, {
        title: questionnaireWords.lateAnswers(name),
        patientId,
        forId: holderId,
        kind: 'sent-questionnaire',
      })
    : undefined;
  const before = { status: late ? 'cancelled' : 'awaiting-answer' };
  const facts = { sentId, before, after: { status: 'answered' }, ...(arrived ? { arrived } : {}) };
  return { output: { sentId }, audit: { patientId, subjectUserId: holderId, onBehalfOfId: behalfOf(sent), facts } };
});
