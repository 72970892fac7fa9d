import { command } from '#kernel/command.ts';
import { behalfOf, openOrRefuse } from '../work/rules.ts';
import { RecordAnswers } from './contract.ts';
import { fitQuestions } from './rules.ts';
import * as store from './sent-store.ts';

/** What the patient has answered; whoever is handed it may type it in. The log keeps that, and not the words. */
export const recordAnswers = command(RecordAnswers, async (tx, _actor, { sentId, answers }) => {
  const sent = openOrRefuse(await store.holdSent(tx, sentId));
  const { questions, patientId, holderId } = sent;
  fitQuestions(answers, questions);
  await store.answer(tx, sentId, answers);
  const facts = { sentId, before: { status: 'awaiting-answer' }, after: { status: 'answered' } };
  return { output: { sentId }, audit: { patientId, subjectUserId: holderId, onBehalfOfId: behalfOf(sent), facts } };
});
