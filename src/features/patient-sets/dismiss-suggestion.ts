import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { findBlockable } from './access-store.ts';
import { countOpen } from './store.ts';
import { DismissSuggestion } from './suggestion-contract.ts';
import { dismiss } from './suggestion-store.ts';

/** Puts a proposed family away; who comes to live there later is proposed all the same. */
export const dismissSuggestion = command(DismissSuggestion, async (tx, actor, { userId, patientIds, reason }) => {
  if (!(await findBlockable(tx, userId))) throw new Refusal('user/not-found');
  if ((await countOpen(tx, patientIds)) < patientIds.length) throw new Refusal('patient/not-found');
  const dismissed = await dismiss(tx, actor, userId, { patientIds, reason });
  return { output: { userId, dismissed }, audit: { subjectUserId: userId, reason, facts: { members: dismissed } } };
});
