import { query } from '#kernel/query.ts';
import { Refusal } from '#kernel/refusal.ts';
import { ReadChecklist } from './contract.ts';
import { linesFor } from './lines/provinces.ts';
import { checklistOf } from './rules.ts';
import * as store from './store.ts';

/** What must be done elsewhere when this user leaves, by when, and what has been. */
export const readChecklist = query(ReadChecklist, async (tx, _actor, { userId }) => {
  const [leaver, marks] = await Promise.all([store.readLeaver(tx, userId), store.marksOf(tx, [userId])]);
  if (!leaver) throw new Refusal('user/not-found');
  const { name, status, leftOn, leavesOn } = leaver;
  return { userId, name, status, leftOn, leavesOn, lines: checklistOf(linesFor(leaver), leaver, marks) };
});
