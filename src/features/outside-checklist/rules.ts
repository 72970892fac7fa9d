import { Refusal } from '#kernel/refusal.ts';
import type { ChecklistLine } from './contract.ts';

export type Mark = NonNullable<ChecklistLine['mark']> & { readonly line: string };

/** One thing to do elsewhere when a user of these types leaves. */
export interface Line {
  readonly key: string;
  readonly says: string;
  readonly help: string;
  readonly types: readonly string[];
  /** By when, in days from the day of leaving; negative where it comes before. */
  readonly days: number;
}

/** Days of the clinic's calendar. */
interface Time {
  readonly leftOn: string | null;
  /** Of whoever has not left: the last day that is set. */
  readonly leavesOn: string | null;
  readonly today: string;
}

/** A day so many days later. */
function later(day: string, days: number): string {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}

const markOf = ({ state, note, at, by, files }: Mark) => ({ state, note, at, by, files });

/** The list of a leaver: each line, by when, counted from the day of leaving as soon as that is known, and what was said of it. */
export const checklistOf = (
  lines: readonly Line[],
  { leftOn, leavesOn, today }: Time,
  marks: readonly Mark[],
): ChecklistLine[] =>
  lines.map(({ key, says, help, days }) => {
    const leaving = leftOn ?? leavesOn;
    const dueOn = leaving === null ? null : later(leaving, days);
    const found = marks.find(({ line }) => line === key);
    const mark = found ? markOf(found) : null;
    return { line: key, says, help, days, dueOn, overdue: !mark && dueOn !== null && dueOn < today, mark };
  });

/** @throws {Refusal} `checklist/line-not-found` where the list has no such line. */
export function onList(lines: readonly Line[], key: string): void {
  if (!lines.some((one) => one.key === key)) throw new Refusal('checklist/line-not-found');
}

/** @throws {Refusal} `checklist/note-missing` where nobody would know why it was not needed. */
export function saidWhy(state: string, note: string): void {
  if (state === 'not-needed' && note.trim() === '') throw new Refusal('checklist/note-missing');
}
