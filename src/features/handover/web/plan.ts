import type { Id } from '#kernel/brand.ts';
import type { Output } from '#kernel/contract.ts';
import { practitionerTypes } from '#features/users/rules.ts';
import type { ListColleagues } from '#features/users/contract.ts';
import { dayOf } from '#web/ui/calendar.ts';
import { handoverWords } from '#web/words/handover.ts';
import type { KindPreview, PlanRule, PreviewDeactivation, Where } from '../contract.ts';

export type Preview = Output<typeof PreviewDeactivation>;
export type Colleague = Output<typeof ListColleagues>['colleagues'][number];

/** One kind of open work with the rules chosen for it, as far as the server has weighed them. */
export interface PlannedKind extends KindPreview {
  readonly label: string;
  /** The rules of this kind, in their order; `rules` says what each does. */
  readonly plan: readonly PlanRule[];
  /** Items that would go to somebody who has left, or is locked, since. */
  readonly gone: number;
}

export const labelOf = (kind: string): string => handoverWords.kinds[kind]?.many ?? kind;
export const oneOf = (kind: string): string => handoverWords.kinds[kind]?.one ?? kind;

/** A rule as an address carries it: the same for the same rule, in whatever order its parts were written. */
export const lineOf = ({ kind, where = {}, how, successorIds }: PlanRule): string => {
  const sorted = Object.entries(where).toSorted(([a], [b]) => a.localeCompare(b));
  return JSON.stringify({
    kind,
    ...(sorted.length > 0 ? { where: Object.fromEntries(sorted) } : {}),
    how,
    successorIds,
  });
};

/** The plan that an address carries, a rule a line; what is no rule is left out. */
export const planOf = (lines: readonly string[]): PlanRule[] => lines.flatMap((line) => readLine(line) ?? []);

function readLine(line: string): PlanRule | undefined {
  try {
    const read = JSON.parse(line) as Partial<PlanRule> | null;
    return typeof read?.kind === 'string' && typeof read.how === 'string' ? (read as PlanRule) : undefined;
  } catch {
    return undefined;
  }
}

export const linesOf = (search: URLSearchParams): string[] => search.getAll('plan');

/** The plan with other rules for these kinds; the others keep theirs. */
export const withRules = (
  plan: readonly PlanRule[],
  kinds: readonly string[],
  rulesFor: (kind: string) => readonly PlanRule[],
): PlanRule[] => [...plan.filter(({ kind }) => !kinds.includes(kind)), ...kinds.flatMap(rulesFor)];

export const isEverything = ({ where = {} }: PlanRule): boolean => Object.keys(where).length === 0;

export interface Simple {
  /** `cancel`, `return` or the successor's id; null while nothing is chosen. */
  readonly word: string | null;
  /** What happens to what the successor cannot take. */
  readonly rest: 'cancel' | 'return' | undefined;
}

/** The rules of one kind as one choice for all of it, where that says everything. */
export function simpleOf(rules: readonly PlanRule[]): Simple | undefined {
  const [first, second, ...more] = rules;
  if (!first) return { word: null, rest: undefined };
  const { how, successorIds = [] } = first;
  if (more.length > 0 || !rules.every(isEverything) || successorIds.length > 1) return undefined;
  if (!second) return { word: successorIds[0] ?? how, rest: undefined };
  return how === 'transfer' && second.how !== 'transfer'
    ? { word: successorIds[0] ?? null, rest: second.how }
    : undefined;
}

/** One choice for all of a kind, as rules. */
export function rulesFrom(kind: string, { word, rest }: Simple): PlanRule[] {
  if (word === null) return [];
  if (word === 'cancel' || word === 'return') return [{ kind, how: word }];
  return [{ kind, how: 'transfer', successorIds: [word as Id<'user'>] }, ...(rest ? [{ kind, how: rest }] : [])];
}

/** The rules with one more: before the one that takes everything, or it would never be asked. */
export function withAnother(rules: readonly PlanRule[], rule: PlanRule): PlanRule[] {
  const at = isEverything(rule) ? -1 : rules.findIndex(isEverything);
  return at < 0 ? [...rules, rule] : rules.toSpliced(at, 0, rule);
}

/** The rules with one item given to this user, cancelled or laid in the pool, whatever they say of it otherwise. */
export function givingItem(rules: readonly PlanRule[], kind: string, { word, ...item }: Given): PlanRule[] {
  const itemId = item.itemId as Id<'work'>;
  const without = rules.flatMap((rule) => {
    const itemIds = rule.where?.itemIds?.filter((id) => id !== itemId);
    if (itemIds === undefined) return [rule];
    return itemIds.length > 0 ? [{ ...rule, where: { ...rule.where, itemIds } }] : [];
  });
  const [goes] = rulesFrom(kind, { word, rest: undefined });
  if (!goes) return without;
  const same = without.findIndex(
    ({ where, how, successorIds }) =>
      where?.itemIds &&
      where.itemIds.length < 100 &&
      how === goes.how &&
      successorIds?.join() === goes.successorIds?.join(),
  );
  const before = without[same];
  if (!before) return [{ ...goes, where: { itemIds: [itemId] } }, ...without];
  return without.with(same, { ...before, where: { itemIds: [...(before.where?.itemIds ?? []), itemId] } });
}
export interface Given {
  readonly itemId: string;
  /** `cancel`, `return` or the successor's id. */
  readonly word: string;
}

/** What another leaver's plan lends: its rules without the items chosen by hand, and without this leaver as a successor. */
export const reusable = (plan: readonly PlanRule[], leaverId: string): PlanRule[] =>
  plan.flatMap((rule) => {
    if (rule.where?.itemIds) return [];
    const successorIds = rule.successorIds?.filter((id) => id !== leaverId);
    return successorIds?.length === 0 ? [] : [{ ...rule, ...(successorIds ? { successorIds } : {}) }];
  });

/** A place in a list, one up or down. */
export const moved = <T>(list: readonly T[], at: number, by: -1 | 1): T[] => {
  const one = list[at];
  return one === undefined || !(at + by in list) ? [...list] : list.toSpliced(at, 1).toSpliced(at + by, 0, one);
};

/** A filter, where something of it is said. */
export function whereOf(fields: Where): Where | undefined {
  const said = Object.entries(fields).filter(([, value]) => value !== undefined && value !== '');
  return said.length > 0 ? Object.fromEntries(said) : undefined;
}

/** Who can take work over from the leaver; for appointments whoever can be booked comes first. */
export function successorsFor(kind: string, leaverId: string, colleagues: readonly Colleague[]): Colleague[] {
  const able = colleagues.filter(({ userId, locked, deactivated }) => userId !== leaverId && !locked && !deactivated);
  if (kind !== 'appointment' && kind !== 'past-appointment') return able;
  const practises = ({ type }: Colleague) => practitionerTypes.includes(type);
  return [...able.filter(practises), ...able.filter((one) => !practises(one))];
}

/** What the leaver holds, kind by kind, beside the rules about it. */
export function planned(
  { kinds, user }: Preview,
  plan: readonly PlanRule[],
  colleagues: readonly Colleague[],
): PlannedKind[] {
  const able = new Set<string>(successorsFor('', user.userId, colleagues).map(({ userId }) => userId));
  return kinds
    .filter(({ count }) => count > 0)
    .map((kind) => ({
      ...kind,
      label: labelOf(kind.kind),
      plan: plan.filter((rule) => rule.kind === kind.kind),
      gone: kind.rules
        .flatMap(({ to }) => to)
        .reduce((sum, { userId, items }) => sum + (able.has(userId) ? 0 : items), 0),
    }));
}

/** Items of a kind that have no place yet. */
export const undecided = ({ left, gone }: PlannedKind): number => left + gone;

/** Where the items of a kind go under its rules: by successor's id, `return` or `cancel`. */
export function shares(kind: PlannedKind): Readonly<Record<string, number>> {
  const places = kind.rules.flatMap(({ items, to }, at): [string, number][] => {
    const { how = 'transfer' } = kind.plan[at] ?? {};
    return how === 'transfer' ? to.map((one) => [one.userId, one.items]) : [[how, items]];
  });
  const sums: Record<string, number> = {};
  for (const [place, items] of places) sums[place] = (sums[place] ?? 0) + items;
  return sums;
}

/** How many items go nowhere, to the pool, to successors: over all kinds. */
export function totals(kinds: readonly PlannedKind[]) {
  const all = kinds.reduce((sum, { count }) => sum + count, 0);
  const to = (place: string) => kinds.reduce((sum, kind) => sum + (shares(kind)[place] ?? 0), 0);
  const [cancelled, pooled] = [to('cancel'), to('return')];
  const visits = kinds.reduce(
    (sum, kind) => sum + (kind.kind === 'appointment' ? (shares(kind)['cancel'] ?? 0) : 0),
    0,
  );
  const open = kinds.reduce((sum, kind) => sum + undecided(kind), 0);
  return { all, cancelled, visits, pooled, open, moved: all - cancelled - pooled - open };
}

const DAY_MS = 86_400_000;

/** Whole days of the clinic's calendar between two instants. */
export const ageInDays = (since: string, now: string, timeZone: string): number =>
  Math.max(0, Math.round((Date.parse(dayOf(now, timeZone)) - Date.parse(dayOf(since, timeZone))) / DAY_MS));
