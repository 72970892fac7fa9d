import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { MarkLine } from './contract.ts';
import { linesFor } from './lines/provinces.ts';
import { onList, saidWhy } from './rules.ts';
import * as store from './store.ts';

/** Says that a line is done, or why it is not needed; before the user leaves too. */
export const markLine = command(MarkLine, async (tx, actor, { userId, line, state, note }) => {
  await store.holdStill(tx, userId);
  const [leaver, marks] = await Promise.all([store.readLeaver(tx, userId), store.marksOf(tx, [userId])]);
  if (!leaver) throw new Refusal('user/not-found');
  onList(linesFor(leaver), line);
  saidWhy(state, note);
  const before = marks.find((one) => one.line === line);
  if (before) throw new Refusal('checklist/already-marked', { by: before.by.name });
  await store.mark(tx, actor, { userId, line, state, note });
  return {
    output: { userId, line },
    audit: { subjectUserId: userId, facts: { line, after: { state, note: note.trim() } } },
  };
});
