import { Refusal } from '#kernel/refusal.ts';

/**
 * Decides whether an answer can be expected, or a beginning made, on this day.
 *
 * @throws {Refusal} `questionnaire/day-in-the-past`.
 */
export function notPast(day: string, today: string): void {
  if (day < today) throw new Refusal('questionnaire/day-in-the-past');
}

/**
 * Decides whether it can begin and end on these days.
 *
 * @throws {Refusal} `questionnaire/days-reversed`.
 */
export function endsAfter(nextOn: string, endsOn: string | null): void {
  if (endsOn !== null && endsOn < nextOn) throw new Refusal('questionnaire/days-reversed');
}

/**
 * Makes sure that there is an answer, or an empty one, for each question.
 *
 * @throws {Refusal} `questionnaire/answers-do-not-fit`.
 */
export function fitQuestions(answers: readonly string[], questions: number): void {
  if (answers.length !== questions || answers.every((answer) => answer.trim() === ''))
    throw new Refusal('questionnaire/answers-do-not-fit');
}
