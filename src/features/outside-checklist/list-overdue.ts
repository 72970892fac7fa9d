import { query } from '#kernel/query.ts';
import { ListOverdue } from './contract.ts';
import { linesFor } from './lines/provinces.ts';
import { checklistOf } from './rules.ts';
import * as store from './store.ts';

/** Longer ago, a list that nobody went through tells nobody anything. */
const DAYS = 400;

/** Who left, or will, with lines still to do after their day, the longest overdue first. */
export const listOverdue = query(ListOverdue, async (tx) => {
  const leaving = await store.leavers(tx, DAYS);
  const marks = await store.marksOf(
    tx,
    leaving.map(({ userId }) => userId),
  );
  const overdue = leaving.flatMap((leaver) => {
    const { userId, name } = leaver;
    const own = marks.filter((one) => one.userId === userId);
    const late = checklistOf(linesFor(leaver), leaver, own).flatMap((one) =>
      one.overdue && one.dueOn ? [one.dueOn] : [],
    );
    const [since] = late.toSorted();
    return since ? [{ userId, name, lines: late.length, since }] : [];
  });
  return { overdue: overdue.toSorted((a, b) => a.since.localeCompare(b.since)) };
});
