import type { Id } from '#kernel/brand.ts';
import type { Output } from '#kernel/contract.ts';
import { practitionerTypes } from '#features/users/rules.ts';
import type { ListColleagues } from '#features/users/contract.ts';
import { dayOf } from '#web/ui/calendar.ts';
import { handoverWords } from '#web/words/handover.ts';
import type { KindPreview, PreviewDeactivation } from '../contract.ts';
import { type Choice, readPlan } from '../rules.ts';

export type Preview = Output<typeof PreviewDeactivation>;
export type Colleague = Output<typeof ListColleagues>['colleagues'][number];

/** One kind of open work with what was chosen for it, as far as the server has weighed it. */
export interface PlannedKind extends KindPreview {
  readonly label: string;
  readonly choice: Choice | undefined;
  /** Undefined while nobody is chosen, or when the one chosen cannot be. */
  readonly successor: Colleague | undefined;
  /** The chosen successor has left, or is locked, since. */
  readonly gone: boolean;
  /** Items the successor cannot take. */
  readonly blocked: number;
}

export const labelOf = (kind: string): string => handoverWords.kinds[kind]?.many ?? kind;
export const oneOf = (kind: string): string => handoverWords.kinds[kind]?.one ?? kind;

/** The lines of the plan that an address carries, one a kind. */
export const linesOf = (search: URLSearchParams): string[] => search.getAll('plan');

/** The line that says what happens to a kind. */
export const lineOf = (kind: string, { how, successorId, rest }: Choice): string =>
  [kind, how, ...(how === 'transfer' ? [successorId, ...(rest ? [rest] : [])] : [])].join(':');

/** The plan with another choice for these kinds; the others keep theirs. */
export const withChoice = (lines: readonly string[], kinds: readonly string[], choice: Choice): string[] => [
  ...lines.filter((line) => !kinds.includes(line.split(':', 1)[0] ?? '')),
  ...kinds.map((kind) => lineOf(kind, choice)),
];

/** A choice as one word: `cancel`, `return`, or the successor's id. */
export const wordOf = (choice: Choice | undefined): string | null =>
  choice ? (choice.successorId ?? choice.how) : null;

export function choiceOf(word: string): Choice {
  if (word === 'cancel' || word === 'return') return { how: word, successorId: null, rest: undefined };
  return { how: 'transfer', successorId: word as Id<'user'>, rest: undefined };
}

/** Who can take work over from the leaver; for appointments whoever can be booked comes first. */
export function successorsFor(kind: string, leaverId: string, colleagues: readonly Colleague[]): Colleague[] {
  const able = colleagues.filter(({ userId, locked, deactivated }) => userId !== leaverId && !locked && !deactivated);
  if (kind !== 'appointment' && kind !== 'past-appointment') return able;
  const practises = ({ type }: Colleague) => practitionerTypes.includes(type);
  return [...able.filter(practises), ...able.filter((one) => !practises(one))];
}

/** What the leaver holds, kind by kind, beside what these lines say about it. */
export function planned(
  { kinds, user }: Preview,
  lines: readonly string[],
  colleagues: readonly Colleague[],
): PlannedKind[] {
  const choices = readPlan(lines, kinds);
  const able = successorsFor('', user.userId, colleagues);
  return kinds
    .filter(({ count }) => count > 0)
    .map((kind) => {
      const choice = choices.get(kind.kind);
      const successor = able.find(({ userId }) => userId === choice?.successorId);
      const cannot = kind.conflicts.filter(({ blocking }) => blocking);
      return {
        ...kind,
        label: labelOf(kind.kind),
        choice,
        successor,
        gone: choice?.how === 'transfer' && !successor,
        blocked: cannot.reduce((sum, { items }) => sum + items, 0),
      };
    });
}

/** Items of a kind that have no place yet. */
export const undecided = ({ left, gone, count }: PlannedKind): number => (gone ? count : left);

/** Where the items of a kind go under its choice: by successor's id, `return` or `cancel`. */
export function shares(kind: PlannedKind): Readonly<Record<string, number>> {
  const { choice, count, blocked, gone } = kind;
  if (!choice || gone) return {};
  if (choice.how !== 'transfer') return { [choice.how]: count };
  const rest = choice.rest && blocked > 0 ? { [choice.rest]: blocked } : {};
  return { [choice.successorId ?? '']: count - blocked, ...rest };
}

/** How many items go nowhere, to the pool, to successors: over all kinds. */
export function totals(kinds: readonly PlannedKind[]) {
  const all = kinds.reduce((sum, { count }) => sum + count, 0);
  const to = (place: string) => kinds.reduce((sum, kind) => sum + (shares(kind)[place] ?? 0), 0);
  const [cancelled, pooled] = [to('cancel'), to('return')];
  const open = kinds.reduce((sum, kind) => sum + undecided(kind), 0);
  return { all, cancelled, pooled, open, moved: all - cancelled - pooled - open };
}

const DAY_MS = 86_400_000;

/** Whole days of the clinic's calendar between two instants. */
export const ageInDays = (since: string, now: string, timeZone: string): number =>
  Math.max(0, Math.round((Date.parse(dayOf(now, timeZone)) - Date.parse(dayOf(since, timeZone))) / DAY_MS));
