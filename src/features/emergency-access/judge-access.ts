import { command } from '#kernel/command.ts';
import { JudgeAccess } from './contract.ts';
import { mayJudge, noteGiven } from './rules.ts';
import * as store from './store.ts';

/** Judges a use of emergency access, once and for all. */
export const judgeAccess = command(JudgeAccess, async (tx, actor, { accessId, justified, note }) => {
  const { userId, patientId } = mayJudge(actor.id, await store.holdUse(tx, accessId));
  await store.judge(tx, actor.id, { accessId, justified, note: noteGiven(note) });
  return { output: { accessId }, audit: { subjectUserId: userId, patientId, facts: { accessId, justified } } };
});
