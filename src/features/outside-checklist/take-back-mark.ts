import { command } from '#kernel/command.ts';
import { Refusal } from '#kernel/refusal.ts';
import { TakeBackMark } from './contract.ts';
import { linesFor } from './lines/provinces.ts';
import { onList } from './rules.ts';
import * as store from './store.ts';

/** Takes back what was said of a line; the line is to do again. */
export const takeBackMark = command(TakeBackMark, async (tx, _actor, { userId, line }) => {
  await store.holdStill(tx, userId);
  const [leaver, marks] = await Promise.all([store.readLeaver(tx, userId), store.marksOf(tx, [userId])]);
  if (!leaver) throw new Refusal('user/not-found');
  onList(linesFor(leaver), line);
  const before = marks.find((one) => one.line === line);
  if (!before || !(await store.takeBack(tx, userId, line))) throw new Refusal('checklist/not-marked');
  const { state, note } = before;
  return { output: { userId, line }, audit: { subjectUserId: userId, facts: { line, before: { state, note } } } };
});
